import { fields, type Score } from './score.ts'

const start = '<!-- score: begin -->'
const end = '<!-- score: end -->'

/** The page with the scores' table between its two markers. Throws if the page has no markers. */
export function withTable(page: string, scores: readonly Score[]): string {
  const from = page.indexOf(start)
  const to = page.indexOf(end)
  if (from < 0 || to < from) throw new Error('The page has no markers for the table of scores.')
  return `${page.slice(0, from + start.length)}\n${tableOf(scores)}\n${page.slice(to)}`
}

/** One row per document: actions found and invented, then each field as right / flagged / wrong. */
export function tableOf(scores: readonly Score[]): string {
  const rows = [
    ['document', 'found', 'invented', ...fields],
    ['---', '---', '---', ...fields.map(() => '---')],
    ...scores.map((score) => [
      score.name,
      `${score.found} of ${score.expected}`,
      String(score.invented.length),
      ...fields.map((field) => {
        const { right, flagged, wrong } = score.outcomes[field]
        return right + flagged + wrong === 0 ? '' : `${right} / ${flagged} / ${wrong}`
      }),
    ]),
  ]
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
