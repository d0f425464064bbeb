/** One line of the table: the product, what it is compared with, and the target. */
export interface Row {
  readonly name: string
  readonly product: string
  readonly bare: string
  /** The processor time of one operation of both, in words, where it was measured. */
  readonly cpu?: { readonly product: string; readonly bare: string }
  /** The ratio of product and bare counterpart in one run; null if there is no counterpart. */
  readonly ratio: number | null
  readonly aim: Aim | null
}

/**
 * The target of a row: its ratio, or another number, at least or at most `value`. `words` is its text in the
 * table.
 */
export interface Aim {
  readonly words: string
  readonly met: boolean
}

/** The target that a ratio is at least `value`: for rates. */
export const atLeast = (ratio: number, value: number): Aim => ({ words: `≥ ${value}`, met: ratio >= value })

/** The target that a number is at most `value`: for times and sizes. */
export const atMost = (number: number, value: number, unit = ''): Aim => ({
  words: `≤ ${value}${unit}`,
  met: number <= value,
})

/** A rate in the table. */
export const aSecond = (rate: number): string => `${Math.round(rate).toLocaleString('en-GB')}/s`

/** How many times more anything may cost in a record that is ten times as large. */
export const GROWTH = 1.2

/** Several targets of one row, met where all of them are; null if there are none. */
export const allOf = (aims: readonly Aim[]): Aim | null =>
  aims.length === 0
    ? null
    : { words: aims.map(({ words }) => words).join(', '), met: aims.every(({ met }) => met) }

/** A size in the table, from bytes. */
export const sizeOf = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`

/** A time in the table, from milliseconds. */
export const timeOf = (milliseconds: number): string =>
  milliseconds < 1
    ? `${Number(milliseconds.toPrecision(2))} ms`
    : milliseconds < 10
      ? `${milliseconds.toFixed(1)} ms`
      : milliseconds < 1_000
        ? `${Math.round(milliseconds)} ms`
        : `${(milliseconds / 1_000).toFixed(2)} s`

/** The rows as a Markdown table; `first` and `second` name what is compared. */
export const tableOf = (rows: readonly Row[], first = 'Beatbook', second = 'bare'): string =>
  [
    `| what | ${first} | its CPU | ${second} | its CPU | ratio | aim | |`,
    '|---|--:|--:|--:|--:|--:|--:|---|',
    ...rows.map(lineOfRow),
  ].join('\n')

/** A row as a line of that table. */
export const lineOfRow = ({ name, product, bare, cpu, ratio, aim }: Row): string => {
  const met = aim === null ? '' : aim.met ? 'met' : 'missed'
  const cells = [name, product, cpu?.product, bare, cpu?.bare, ratio?.toFixed(2), aim?.words, met]
  return `| ${cells.map((cell) => cell ?? '').join(' | ')} |`
}

/** The median of some numbers. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
