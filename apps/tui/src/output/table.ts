import { visibleText } from '@beatbook/domain'
import stringWidth from 'string-width'

/**
 * A column of a plain table: its heading, and how it adapts to a narrow terminal. `flexible` columns are
 * shortened, the widest first, down to `least` columns (12 by default); if that is not enough, columns with a
 * `drop` are omitted, the highest first.
 */
export interface TableColumn {
  readonly heading: string
  readonly flexible?: boolean
  readonly least?: number
  readonly drop?: number
  readonly right?: boolean
}

/** A table as lines, and the headings of the columns that had no room. */
export interface FittedTable {
  readonly lines: readonly string[]
  readonly left: readonly string[]
}

/** Rows under headings in at most `width` columns of a terminal (`Infinity`: nothing is shortened). */
export const fitTable = (
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): FittedTable => {
  const all = [
    columns.map((column) => column.heading),
    ...rows.map((row) => row.map((cell) => visibleText(cell).replace(/\s+/g, ' '))),
  ]
  const natural = columns.map((_, at) =>
    all.reduce((widest, row) => Math.max(widest, stringWidth(row[at] ?? '')), 0),
  )
  const least = columns.map(({ flexible, least = 12 }, at) =>
    Math.min(natural[at] ?? 0, flexible ? least : Number.POSITIVE_INFINITY),
  )
  const gaps = (visible: readonly number[]) => Math.max(0, visible.length - 1) * 2
  const sum = (visible: readonly number[], of: readonly number[]) =>
    visible.reduce((total, at) => total + (of[at] ?? 0), gaps(visible))
  let visible = columns.map((_, at) => at)
  while (sum(visible, least) > width) {
    const next = visible
      .filter((at) => columns[at]?.drop !== undefined)
      .sort((a, b) => (columns[b]?.drop ?? 0) - (columns[a]?.drop ?? 0))[0]
    if (next === undefined) break
    visible = visible.filter((at) => at !== next)
  }
  // If even that is too wide, every column is shortened.
  const floor = sum(visible, least) > width ? least.map((w) => Math.min(w, 3)) : least
  const widths = shortened(visible, natural, floor, width - gaps(visible))
  return {
    lines: all.map((row) =>
      visible
        .map((at) => fitted(row[at] ?? '', widths[at] ?? 0, columns[at]?.right ?? false))
        .join('  ')
        .trimEnd(),
    ),
    left: columns.flatMap(({ heading }, at) => (visible.includes(at) || heading === '' ? [] : [heading])),
  }
}

/**
 * Column widths that fit into `room` together: the widest are cut to the same width, none below its `floor`.
 */
const shortened = (
  visible: readonly number[],
  natural: readonly number[],
  floor: readonly number[],
  room: number,
): number[] => {
  const cut = (most: number) => natural.map((w, at) => Math.max(floor[at] ?? 0, Math.min(w, most)))
  const total = (widths: readonly number[]) => visible.reduce((sum, at) => sum + (widths[at] ?? 0), 0)
  if (total(natural) <= room) return [...natural]
  let most = room
  while (most > 3 && total(cut(most)) > room) most -= 1
  return cut(most)
}

/** A text in exactly `width` columns, shortened with "…" or padded. */
export const fitted = (given: string, width: number, right = false): string => {
  const text = visibleText(given).replace(/\s*\n\s*/g, ' ')
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
  visibleText(text)
    .split('\n')
    .flatMap((paragraph) => {
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
