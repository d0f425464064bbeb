import stringWidth from 'string-width'

/** A column of a plain table: its heading, and whether it may be shortened to fit (the widest first). */
export interface TableColumn {
  readonly heading: string
  readonly flexible?: boolean
  readonly right?: boolean
}

/** Rows under headings, fitted to `width` columns of the terminal; piped output is never shortened. */
export const tableLines = (
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY,
): string[] => {
  const cells = [columns.map((column) => column.heading), ...rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ')))]
  const natural = columns.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))))
  const fixed = natural.reduce((sum, w, at) => sum + (columns[at]?.flexible ? 0 : w), (columns.length - 1) * 2)
  const flexibleWidths = natural.filter((_, at) => columns[at]?.flexible)
  const room = Math.max(width - fixed, flexibleWidths.length * 12)
  const wanted = flexibleWidths.reduce((sum, w) => sum + w, 0)
  const widths = natural.map((w, at) => (columns[at]?.flexible && wanted > room ? Math.max(12, Math.floor((w / wanted) * room)) : w))
  return cells.map((row) =>
    row
      .map((cell, at) => fitted(cell, widths[at] ?? 0, columns[at]?.right ?? false))
      .join('  ')
      .trimEnd(),
  )
}

/** `text` in exactly `width` columns, shortened with "…" or padded. */
export const fitted = (text: string, width: number, right = false): string => {
  const has = stringWidth(text)
  if (has <= width) return right ? ' '.repeat(width - has) + text : text + ' '.repeat(width - has)
  let cut = ''
  let used = 0
  for (const letter of text) {
    const w = stringWidth(letter)
    if (used + w > width - 1) break
    cut += letter
    used += w
  }
  return `${cut}…${' '.repeat(Math.max(0, width - 1 - used))}`
}

/** `text` broken into lines of at most `width` columns at its spaces. */
export const wrap = (text: string, width: number): string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/\s+/).flatMap((w) => chunks(w, width))) {
      if (line !== '' && stringWidth(line) + 1 + stringWidth(word) > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })

const chunks = (word: string, width: number): string[] =>
  stringWidth(word) <= width ? [word] : (word.match(new RegExp(`.{1,${Math.max(1, width)}}`, 'gu')) ?? [word])
