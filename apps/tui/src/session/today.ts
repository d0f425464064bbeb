import { addDays, type Instant, type IsoDate } from '@beatbook/domain'

/** The calendar day it is now in London, for what is judged without a server. */
export const londonToday = (): IsoDate => londonDay(Date.now())

/** The last instant of a London day, to the millisecond: what was recorded by then was known on that day. */
export const endOfLondonDay = (day: IsoDate): Instant => {
  // London is level with UTC or an hour ahead of it.
  const midnight = Date.parse(addDays(day, 1))
  const ahead = londonDay(midnight - 3_600_000) === day ? 0 : 3_600_000
  return new Date(midnight - ahead - 1).toISOString()
}

const londonDay = (at: number): IsoDate => {
  london ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
  return london.format(new Date(at))
}
let london: Intl.DateTimeFormat | null = null
