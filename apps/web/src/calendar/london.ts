import type { Instant, IsoDate } from '@beatbook/domain'

/** The last instant of a day in London. */
export const endOfLondonDay = (day: IsoDate): Instant => {
  const utc = Date.parse(`${day}T23:59:59.999Z`)
  // In summer midnight in London is an hour earlier in UTC; the clocks never change near midnight.
  return new Date(hourIn(utc) === 0 ? utc - 3_600_000 : utc).toISOString()
}

const hourIn = (instant: number): number =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: 'numeric', hourCycle: 'h23' }).format(
      instant,
    ),
  )

/** Today in London. */
export const londonToday = (): IsoDate => dayFormat.format(new Date())

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
