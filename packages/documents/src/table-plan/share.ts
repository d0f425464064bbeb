import type { Progress } from '@beatbook/domain'

/** A share of the work done, in whole per cent. `rounded`: the cell is more precise. */
export interface Share {
  readonly progress: Progress
  readonly rounded: boolean
}

/**
 * Reads a cell with a share of the work done: "40%", "40 per cent", "40", or "0.4" if the column counts from
 * 0 to 1 (`fractions`). `null` for anything else.
 */
export function readShare(said: string, fractions: boolean): Share | null {
  const [, number, sign] =
    /^(\d{1,3}(?:\.\d+)?)\s*(%|per ?cent)?(?:\s*(?:complete|completed|done))?$/i.exec(said.trim()) ?? []
  if (number === undefined) return null
  const percent = fractions && sign === undefined ? Math.round(Number(number) * 1e6) / 1e4 : Number(number)
  return percent > 100 ? null : { progress: Math.round(percent), rounded: !Number.isInteger(percent) }
}

/**
 * Whether a column's plain numbers range from 0 to 1: none is above, and one is a fraction. Only zeros and
 * ones prove nothing.
 */
export function countsFractions(texts: readonly string[]): boolean {
  const bare = texts.filter((text) => /^\d+(?:\.\d+)?$/.test(text.trim())).map(Number)
  return bare.every((number) => number <= 1) && bare.some((number) => number > 0 && number < 1)
}

/**
 * Whether a column has shares of the work done: its heading asks for per cent and its cells are numbers, or
 * its heading asks for progress and its cells have the sign.
 */
export function saysShares(heading: string, texts: readonly string[]): boolean {
  if (!/complet|progress|\bdone\b|^\W*(?:%|per ?cent(?:age)?)\W*$/i.test(heading)) return false
  const most = (test: (text: string) => boolean): boolean =>
    texts.length > 0 && texts.filter(test).length > texts.length * 0.8
  if (most((text) => /%/.test(text) && readShare(text, false) !== null)) return true
  const isUnambiguous = countsFractions(texts) || texts.some((text) => Number.parseFloat(text) > 1)
  return /%|per ?cent/i.test(heading) && isUnambiguous && most((text) => readShare(text, false) !== null)
}
