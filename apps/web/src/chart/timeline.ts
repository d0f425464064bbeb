import type { ActionRow } from '@beatbook/contract'
import type { IsoDate, Timescale } from '@beatbook/domain'
import { dayScale, daysAfter, monthTicks } from './days.ts'

/**
 * A timescale as a bar, in pixels. `soft`: its ends are not exact to the day. `open`: it continues to the
 * right without an end.
 */
export interface TimeBar {
  readonly kind: 'bar' | 'day' | 'open'
  readonly x: number
  readonly width: number
  readonly soft: boolean
}

/**
 * The range of days of a timeline of these actions: all their dates with a margin on both sides, and today;
 * without dates, the year around today.
 */
export const timelineSpan = (
  rows: readonly Pick<ActionRow, 'timescale'>[],
  today: IsoDate,
): { readonly from: IsoDate; readonly to: IsoDate } => {
  const days = rows.flatMap(({ timescale: { earliest, latest } }) =>
    [earliest, latest].filter((day) => day !== null),
  )
  const inOrder = [...days, daysAfter(today, -60), daysAfter(today, 120)].sort()
  return { from: daysAfter(inOrder[0] ?? today, -15), to: daysAfter(inOrder.at(-1) ?? today, 30) }
}

/** Positions the timescales of a span on `width` pixels. */
export const timelineOf = (
  span: { readonly from: IsoDate; readonly to: IsoDate },
  today: IsoDate,
  width: number,
) => {
  const x = dayScale(span.from, span.to, 0, width)
  return {
    today: x(daysAfter(today, 1)),
    ticks: monthTicks(span.from, span.to, Math.max(2, Math.floor(width / 80))).map((tick) => ({
      ...tick,
      x: x(tick.on),
    })),
    barOf: (timescale: Timescale): TimeBar | null => barOf(timescale, x, width),
  }
}

const barOf = (
  { kind, earliest, latest, precision }: Timescale,
  x: (day: IsoDate) => number,
  width: number,
): TimeBar | null => {
  if (kind === 'ongoing' || (kind === 'recurring' && latest === null))
    return { kind: 'open', x: 0, width, soft: true }
  const end = latest ?? earliest
  if (end === null) return null
  const start = kind === 'after' ? end : (earliest ?? end)
  const [left, right] = [x(start), x(daysAfter(end, 1))]
  if (kind === 'from' || kind === 'after')
    return { kind: 'open', x: left, width: width - left, soft: precision !== 'day' }
  if (start === end) return { kind: 'day', x: left, width: Math.max(1, right - left), soft: false }
  return { kind: 'bar', x: left, width: Math.max(2, right - left), soft: precision !== 'day' }
}
