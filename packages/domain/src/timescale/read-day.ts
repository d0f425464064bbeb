import type { IsoDate } from '../calendar/date.ts'
import { findDates } from '../calendar/find-dates.ts'
import { relativeDay, type Towards } from '../calendar/relative-day.ts'
import { plainWords } from '../words/fold.ts'

/**
 * The day in the words, in any written form; `null` where they name more or less than one day. Day before
 * month, always.
 */
export const readDay = (said: string): IsoDate | null => {
  const words = plainWords(said)
  const [date, ...more] = findDates(words)
  if (
    date === undefined ||
    more.length > 0 ||
    date.period?.precision !== 'day' ||
    date.period.earliest !== date.period.latest
  )
    return null
  return /[\p{L}\d]/u.test(words.slice(0, date.start) + words.slice(date.end)) ? null : date.period.latest
}

/**
 * The day in the words, in any form that `readDay` or, on the day `today`, `relativeDay` reads; `null` where
 * they name none.
 */
export const readDayFrom = (said: string, today: IsoDate, towards: Towards = 'past'): IsoDate | null =>
  readDay(said) ?? relativeDay(said, today, towards)

/** The latest full date anywhere in the words; `null` where there is none. */
export const latestDayIn = (text: string): IsoDate | null =>
  findDates(plainWords(text))
    .flatMap(({ period }) => (period?.precision === 'day' ? [period.latest] : []))
    .sort()
    .at(-1) ?? null
