import { addDays, type Instant, type IsoDate } from '@beatbook/domain'

/** Today's date in London, for what is decided without a server. */
export const londonToday = (): IsoDate => londonDay(Date.now())

/** The last millisecond of a London day: what was recorded by then was known on that day. */
export const endOfLondonDay = (day: IsoDate): Instant => {
  // London time is UTC or one hour ahead of it.
  const midnight = Date.parse(addDays(day, 1))
  const ahead = londonDay(midnight - 3_600_000) === day ? 0 : 3_600_000
  return new Date(midnight - ahead - 1).toISOString()
}

const londonDay = (at: number): IsoDate => {
  london ??= new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
  return london.format(new Date(at))
}
let london: Intl.DateTimeFormat | null = null
