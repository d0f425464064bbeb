import { type OutPlan, wordsOfCell } from './document.ts'

/** Plans as Markdown (GitHub's, with tables): title, facts, and a table under the heading of each section. */
export const markdownOf = (plans: readonly OutPlan[]): string => plans.map(planMarkdown).join('\n')

const planMarkdown = ({ title, facts, columns, sections }: OutPlan): string => {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const head = [line(columns.map((column) => escaped(column.title))), line(columns.map(() => '---'))]
  const tables = sections.flatMap((section) => [
    ...(section.title === null ? [] : [`## ${escaped(section.title)}`, '']),
    ...head,
    ...section.rows.map(({ cells }) => line(cells.map((cell) => escaped(wordsOfCell(cell))))),
    '',
  ])
  const above = facts.map(({ label, words }) => `- ${escaped(label)}: ${escaped(words)}`)
  return [`# ${escaped(title)}`, '', ...above, '', ...tables].join('\n')
}

/** Text as Markdown shows it: its signs escaped, line breaks as `<br>`. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]()#+!|~<>&]/g, (sign) =>
      /[<>&]/.test(sign) ? entities[sign as '<' | '>' | '&'] : `\\${sign}`,
    )
    .replace(/^(\s*)([-=]|\d+[.)])/gm, '$1\\$2')
    .replace(/\r\n?|\n/g, '<br>')

const entities = { '<': '&lt;', '>': '&gt;', '&': '&amp;' } as const
