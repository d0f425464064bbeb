import type { IsoDate } from '@beatbook/domain'
import { monthWords } from '@beatbook/presentation'
import { scaleLinear } from 'd3-scale'

const DAY = 86_400_000

/** The whole number of a day, to place it on a scale. */
export const dayNumber = (day: IsoDate): number => Date.parse(day) / DAY

/** The day of a number. */
export const isoDay = (number: number): IsoDate => new Date(Math.round(number) * DAY).toISOString().slice(0, 10)

/** A day some days later, or earlier when negative. */
export const daysAfter = (day: IsoDate, days: number): IsoDate => isoDay(dayNumber(day) + days)

/** Places days from `from` to `to` over `width` pixels; a day outside stands at the edge. */
export const dayScale = (from: IsoDate, to: IsoDate, left: number, width: number): ((day: IsoDate) => number) => {
  const scale = scaleLinear()
    .domain([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)])
    .range([left, left + width])
    .clamp(true)
  return (day) => scale(dayNumber(day))
}

/** The firsts of months to label between two days, at most `most` of them, evenly apart. */
export const monthTicks = (from: IsoDate, to: IsoDate, most: number): { readonly on: IsoDate; readonly words: string }[] => {
  const firsts: IsoDate[] = []
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (!from.endsWith('-01')) month += 1
  for (;;) {
    if (month > 12) [year, month] = [year + 1, 1]
    const first = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
    if (first > to || firsts.length > 2_400) break
    firsts.push(first)
    month += 1
  }
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => Math.ceil(firsts.length / each) <= most) ?? 240
  return firsts.filter((_, at) => at % step === 0).map((on) => ({ on, words: monthWords(on, true) }))
}
