export type Unit = 'count' | 'gbp' | 'percent'

/** A number in a cell of a table. `decimals` counts the printed ones. */
export interface Figure {
  readonly value: number
  readonly unit: Unit
  readonly decimals: number
  /** Whether the cell itself has a unit of thousands or millions. */
  readonly scaled?: boolean
}

/**
 * The figure in a cell: "£100 996", "50 schemes", "76 %", "1,234", "(12)", "£1.2m". `null` for text without a
 * number, for dates, for several separate numbers, and for more digits than a number can have.
 */
export function readFigure(cell: string): Figure | null {
  const text = cell
    .normalize('NFKC')
    .replace(/[−–—]/g, '-')
    .replace(/(\d)[\s,](?=\d{3}(?!\d))/g, '$1')
    .trim()
  const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)]
  const found =
    /^(?:[\p{L}\s.:]{0,30}?)(\()?\s*(-)?\s*(£)?\s*(-)?\s*(\d+(?:\.\d+)?)\s*(m(?:illion)?\b|k\b|bn\b)?\s*(%|per\s?cent\b)?\s*(\))?/iu.exec(
      text,
    )
  if (!found || numbers.length !== 1) return null
  const [, open, minus, pound, inner, digits = '', scale = '', percent, close] = found
  const negative = minus !== undefined || inner !== undefined || (open !== undefined && close !== undefined)
  const factor = { m: 1e6, k: 1e3, b: 1e9 }[scale.slice(0, 1).toLowerCase() as 'm' | 'k' | 'b'] ?? 1
  const value = Math.round(Number(digits) * factor * 1e6) / 1e6
  if (!Number.isFinite(value)) return null
  return {
    value: negative ? -value : value,
    unit: pound ? 'gbp' : percent ? 'percent' : 'count',
    decimals: digits.split('.')[1]?.length ?? 0,
    ...(scale && { scaled: true }),
  }
}

/**
 * The figure in a totals cell with text ("Target of 210 schemes required by April 2020"): the first number
 * that is not part of a date.
 */
export function readTotal(cell: string): Figure | null {
  const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
  const undated = cell.replace(
    new RegExp(
      `(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?${month}\\s+(?:19|20)?\\d\\d\\b|\\b(?:by|in|of|for|since)\\s+(?:19|20)\\d\\d(?:/\\d\\d)?\\b|\\b(?:19|20)\\d\\d/\\d\\d\\b`,
      'gi',
    ),
    ' ',
  )
  const whole = readFigure(undated)
  if (whole) return whole
  const first = /£?\s*\d[\d,.\s]*\d?\s*%?/.exec(undated.normalize('NFKC'))?.[0]
  return first ? readFigure(first) : null
}
