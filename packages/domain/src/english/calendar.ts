import { firstGivenDay, type Instant, type IsoDate, lastGivenDay } from '../calendar/date.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A day in full: "31 October 2022". */
export const dayWords = (day: IsoDate): string => `${dayOf(day)} ${monthName(day)} ${day.slice(0, 4)}`

/** A day for a narrow column: "31 Oct 2022". */
export const dayShort = (day: IsoDate): string =>
  `${dayOf(day)} ${monthName(day).slice(0, 3)} ${day.slice(0, 4)}`

/** The month of a day: "October 2022", or "Oct 2022" when `short`. */
export const monthWords = (day: IsoDate, short = false): string =>
  `${short ? monthName(day).slice(0, 3) : monthName(day)} ${day.slice(0, 4)}`

/** An instant as London reads it: "31 October 2022, 2:01pm" (GOV.UK style for times). */
export const instantWords = (instant: Instant): string => {
  // Created on first use: it takes longer to load than everything else here.
  london ??= new Intl.DateTimeFormat('en-GB', clock)
  const parts = Object.fromEntries(
    london.formatToParts(new Date(instant)).map((part) => [part.type, part.value]),
  )
  return `${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}${parts.dayPeriod?.replaceAll(/[\s.]/g, '').toLowerCase()}`
}

/** The days that a person may give: "1 January 1900 and 31 December 2199", to follow "between". */
export const givenDays = (): string => `${dayWords(firstGivenDay)} and ${dayWords(lastGivenDay)}`

let london: Intl.DateTimeFormat | null = null
const clock = {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
} as const
const dayOf = (day: IsoDate): number => Number(day.slice(8, 10))
const monthName = (day: IsoDate): string => months[Number(day.slice(5, 7)) - 1] ?? ''
