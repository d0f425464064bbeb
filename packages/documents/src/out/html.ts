import { type Cell, type OutPlan, wordsOfCell } from './document.ts'

/** Plans as one web page, with no script and nothing from elsewhere: a table for each section. */
export const htmlOf = (plans: readonly OutPlan[]): string => `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>${escaped(plans.map(({ title }) => title).join('; '))}</title>
<style>${STYLE}</style>
</head>
<body>
${plans.map(planHtml).join('\n')}
</body>
</html>
`

const planHtml = ({ title, facts, columns, sections }: OutPlan): string => {
  const head = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('')
  const row = (cells: readonly Cell[], withdrawn: boolean) => {
    const inside = cells.map((cell) => `<td${shapeOf(cell)}>${escaped(wordsOfCell(cell))}</td>`).join('')
    return `<tr${withdrawn ? ' class="withdrawn"' : ''}>${inside}</tr>`
  }
  const tables = sections.map(
    (section) =>
      `${section.title === null ? '' : `<h2>${escaped(section.title)}</h2>\n`}<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${section.rows
        .map(({ cells, withdrawn }) => row(cells, withdrawn))
        .join('\n')}\n</tbody>\n</table>`,
  )
  const above = facts
    .map(({ label, words }) => `<dt>${escaped(label)}</dt><dd>${escaped(words)}</dd>`)
    .join('\n')
  return `<h1>${escaped(title)}</h1>
<dl>
${above}
</dl>
${tables.join('\n')}`
}

const shapeOf = (cell: Cell): string =>
  cell === null
    ? ''
    : 'number' in cell
      ? ' class="number"'
      : 'level' in cell
        ? ` class="level" data-level="${escaped(cell.level)}"`
        : ''

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\r\n?|\n/g, '<br>')

const STYLE = `body{font-family:Arial,sans-serif;margin:2em;line-height:1.4}table{border-collapse:collapse;width:100%;margin-bottom:2em}
th,td{border:1px solid #505a5f;padding:.3em .5em;text-align:left;vertical-align:top}th{background:#f3f2f1}dt{font-weight:bold;float:left;clear:left;margin-right:.5em}dt::after{content:":"}dd{margin:0}
.number{text-align:right}.withdrawn{text-decoration:line-through}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}`
