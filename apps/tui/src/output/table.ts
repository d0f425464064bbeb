import { visibleText } from '@beatbook/domain'
import stringWidth from 'string-width'

/**
 * A column of a plain table: its heading, and what happens to it on a narrow terminal. A `flexible` one is
 * shortened, the widest first, to `least` columns (12); one with a `drop` is left out where that is not
 * enough, the highest first.
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
  const gaps = (kept: readonly number[]) => Math.max(0, kept.length - 1) * 2
  const sum = (kept: readonly number[], of: readonly number[]) =>
    kept.reduce((total, at) => total + (of[at] ?? 0), gaps(kept))
  let kept = columns.map((_, at) => at)
  while (sum(kept, least) > width) {
    const next = kept
      .filter((at) => columns[at]?.drop !== undefined)
      .sort((a, b) => (columns[b]?.drop ?? 0) - (columns[a]?.drop ?? 0))[0]
    if (next === undefined) break
    kept = kept.filter((at) => at !== next)
  }
  // Where even that is too wide, every column gives way.
  const floor = sum(kept, least) > width ? least.map((w) => Math.min(w, 3)) : least
  const widths = shortened(kept, natural, floor, width - gaps(kept))
  return {
    lines: all.map((row) =>
      kept
        .map((at) => fitted(row[at] ?? '', widths[at] ?? 0, columns[at]?.right ?? false))
        .join('  ')
        .trimEnd(),
    ),
    left: columns.flatMap(({ heading }, at) => (kept.includes(at) || heading === '' ? [] : [heading])),
  }
}

/** Widths that fit into `room` together: the widest are cut to one width, none below its `floor`. */
const shortened = (
  kept: readonly number[],
  natural: readonly number[],
  floor: readonly number[],
  room: number,
): number[] => {
  const cut = (most: number) => natural.map((w, at) => Math.max(floor[at] ?? 0, Math.min(w, most)))
  const total = (widths: readonly number[]) => kept.reduce((sum, at) => sum + (widths[at] ?? 0), 0)
  if (total(natural) <= room) return [...natural]
  let most = room
  while (most > 3 && total(cut(most)) > room) most -= 1
  return cut(most)
}

/** A text in exactly `width` columns, shortened with "…" or padded. */
export const fitted = (given: string, width: number, right = false): string => {
  const text = visibleText(given)
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
