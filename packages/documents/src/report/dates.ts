import { type IsoDate, readTimescale } from '@beatbook/domain'
import type { FiguresTable } from './figures-table.ts'

/**
 * The date of a table's figures: the month in its headings or title ("Sept", with the year of the document;
 * `YYYY-MM`), otherwise the document's date (`YYYY-MM-DD`). `null` where there is neither. A column of
 * targets has no reading date.
 */
export function readingDate(title: string, table: FiguresTable, stated: IsoDate | null): string | null {
  for (const words of [...table.columns.map((c) => c.heading), title]) {
    if (/\btargets?\b/i.test(words)) continue
    const [, month = '', year = ''] = monthIn.exec(words) ?? []
    const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
    if (number === 0) continue
    if (year) return `${year.length === 2 ? `20${year}` : year}-${String(number).padStart(2, '0')}`
    if (!stated) continue
    // A month without a year is the last such month before the report.
    const past = number <= Number(stated.slice(5, 7))
    return `${Number(stated.slice(0, 4)) - (past ? 0 : 1)}-${String(number).padStart(2, '0')}`
  }
  return stated
}

/**
 * The day by which a table's target is to be met: the date in the heading of its target column, otherwise in
 * its title next to that word.
 */
export function targetDate(title: string, table: FiguresTable): IsoDate | null {
  for (const words of [...table.columns.map((c) => c.heading), title]) {
    if (!/\btargets?\b/i.test(words)) continue
    const said = dated.exec(words)?.[0]
    const latest = said ? readTimescale(said).timescale.latest : null
    if (latest) return latest
  }
  return null
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const monthIn = new RegExp(`\\b(${month})\\b\\.?\\s*['’]?(20\\d\\d|\\d\\d(?!\\d))?`, 'i')
const dated = new RegExp(
  `(?:\\d{1,2}(?:st|nd|rd|th)?\\s+)?\\b${month}\\.?\\s+(?:20)?\\d\\d\\b|\\b20\\d\\d(?:\\s?[/-]\\s?\\d\\d)?\\b`,
  'i',
)
