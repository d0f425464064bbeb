import { addDays, type IsoDate, startOfMonth, toDayNumber } from '@beatbook/domain'
import { monthWords } from '@beatbook/domain/english'
import { scaleLinear } from 'd3-scale'

/** A day some days later, or earlier when negative. */
export const daysAfter = addDays

/** Maps days from `from` to `to` to `width` pixels; a day outside is at the edge. */
export const dayScale = (
  from: IsoDate,
  to: IsoDate,
  left: number,
  width: number,
): ((day: IsoDate) => number) => {
  const scale = scaleLinear()
    .domain([toDayNumber(from), Math.max(toDayNumber(to), toDayNumber(from) + 1)])
    .range([left, left + width])
    .clamp(true)
  return (day) => scale(toDayNumber(day))
}

/** The firsts of months to label between two days, at most `most` of them, at equal distances. */
export const monthTicks = (
  from: IsoDate,
  to: IsoDate,
  most: number,
): { readonly on: IsoDate; readonly words: string }[] => {
  const year = Number(from.slice(0, 4))
  const month = Number(from.slice(5, 7)) + (from.endsWith('-01') ? 0 : 1)
  const count = Math.max(0, (Number(to.slice(0, 4)) - year) * 12 + Number(to.slice(5, 7)) - month + 1)
  const step =
    [1, 2, 3, 6, 12, 24, 60, 120].find((each) => Math.ceil(count / each) <= most) ??
    120 * Math.ceil(count / 120 / most)
  return Array.from({ length: Math.ceil(count / step) }, (_, at) =>
    startOfMonth(year, month + at * step),
  ).map((on) => ({ on, words: monthWords(on, true) }))
}
