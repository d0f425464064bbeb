import { type DraftPlan, readTimescale } from '@beatbook/domain'

type Period = NonNullable<DraftPlan['period']>

/**
 * The first period stated in some lines ("2023 - 2026", "2024/25", "April 2024 to March 2027"), as days, both
 * ends inclusive.
 */
export function periodIn(lines: readonly string[]): Period | null {
  for (const line of lines) {
    const financial = financialYears.exec(line)
    if (financial)
      return {
        start: `${financial[1]}-04-01`,
        end: `${financial[2]}${financial[3]}-03-31`,
        said: financial[0].trim(),
      }
    const found = months.exec(line)?.[0] ?? years.exec(line)?.[0]
    if (!found) continue
    const said = found.trim()
    const [, first = '', mark = '', second = ''] = years.exec(said) ?? []
    if (months.test(said) || mark.trim() === '/') {
      const { timescale } = readTimescale(said)
      if (timescale.earliest && timescale.latest)
        return { start: timescale.earliest, end: timescale.latest, said }
    }
    const end = second.length === 2 ? first.slice(0, 2) + second : second
    if (first && Number(end) > Number(first)) return { start: `${first}-01-01`, end: `${end}-12-31`, said }
  }
  return null
}

/** A line without the period at its end: "Engagement Strategy 2024-2027" is "Engagement Strategy". */
export const withoutPeriod = (line: string): string =>
  line
    .replace(
      new RegExp(`[\\s,:;(–-]*(?:${financialYears.source}|${months.source}|${years.source})[\\s)]*$`, 'i'),
      '',
    )
    .trim()

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const months = new RegExp(`\\b${month}\\s+20\\d\\d\\s*(?:-|–|—|to|until)\\s*${month}\\s+20\\d\\d\\b`, 'i')
const financialYears = /\b(20\d\d)\s?\/\s?\d\d\s*(?:-|–|—|\bto\b)\s*(20)\d\d\s?\/\s?(?:20)?(\d\d)(?!\d)/i
const years = /\b(20\d\d)(\s*(?:-|–|—|\bto\b|\/)\s*)(20\d\d|\d\d)(?!\d)/i
