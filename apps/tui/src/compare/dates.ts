import { type IsoDate, readDayFrom } from '@beatbook/domain'
import { dayWords } from '@beatbook/domain/english'
import { londonToday } from '../session/today.ts'

/**
 * Parses two dates as a person types them, "1 June 2026 to 1 September 2026" or "2026-06-01..2026-09-01"; the
 * second is optional. Returns an error sentence where they are invalid.
 */
export const datesIn = (
  typed: string,
): { readonly from: IsoDate; readonly to: IsoDate | null } | { readonly error: string } => {
  const [first = '', second] = typed.split(/\s+to\s+|\s*\.\.\s*/)
  const now = londonToday()
  const from = readDayFrom(first.trim(), now)
  const to =
    second === undefined || second.trim() === '' || second.trim() === 'today'
      ? null
      : readDayFrom(second.trim(), now)
  if (from === null)
    return { error: `“${first.trim()}” is not a day. Write “1 June 2026 to 1 September 2026”.` }
  if (second !== undefined && to === null && second.trim() !== 'today' && second.trim() !== '')
    return { error: `“${second.trim()}” is not a day.` }
  return to !== null && to < from
    ? {
        error: `The second day, ${dayWords(to)}, comes before the first, ${dayWords(from)}. Write the earlier day first.`,
      }
    : { from, to }
}
