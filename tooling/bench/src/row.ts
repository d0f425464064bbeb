/** One line of the table: the results of the product and of the bare counterpart, and the target. */
export interface Row {
  readonly name: string
  readonly product: string
  readonly bare: string
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

/** A time in the table, from milliseconds. */
export const timeOf = (milliseconds: number): string =>
  milliseconds < 10
    ? `${milliseconds.toFixed(1)} ms`
    : milliseconds < 1_000
      ? `${Math.round(milliseconds)} ms`
      : `${(milliseconds / 1_000).toFixed(2)} s`

/** The rows as a Markdown table. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| what | Beatbook | bare | ratio | aim | |',
    '|---|--:|--:|--:|--:|---|',
    ...rows.map(
      ({ name, product, bare, ratio, aim }) =>
        `| ${name} | ${product} | ${bare} | ${ratio === null ? '' : ratio.toFixed(2)} | ${aim?.words ?? ''} | ${aim === null ? '' : aim.met ? 'met' : 'missed'} |`,
    ),
  ].join('\n')

/** The median of some numbers. */
export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
