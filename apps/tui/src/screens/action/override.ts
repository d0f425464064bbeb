import { type IsoDate, readDayFrom } from '@beatbook/domain'
import { londonToday } from '../../session/today.ts'

/**
 * Parses an override as typed, "amber until 31 March 2027: the board agreed"; an error sentence where a part
 * is missing. The server checks whether the plan has the level.
 */
export const overrideIn = (
  typed: string,
):
  | { readonly level: string; readonly until: IsoDate; readonly reason: string }
  | { readonly error: string } => {
  const [, level = '', day = '', reason = ''] =
    /^\s*(\S+)\s+until\s+([^:]*?)\s*(?::\s*(.*))?$/.exec(typed) ?? []
  const until = readDayFrom(day, londonToday(), 'future')
  if (level === '') return { error: 'Write it as: override amber until 31 March 2027: why' }
  if (until === null) return { error: `“${day}” is not a day. Write it as 31/03/27 or “31 March 2027”.` }
  return reason.trim() === ''
    ? { error: 'Say why, behind a colon: override amber until 31 March 2027: why' }
    : { level, until, reason: reason.trim() }
}
