import type { Ribbon } from '@beatbook/contract'
import type { IsoDate } from '@beatbook/domain'
import { markInRules, type RuleMark, ruleMark } from '@beatbook/domain/english'
import { dayScale, daysAfter, monthTicks } from './days.ts'

/** A span of one level in a ribbon, in pixels; the forecast part is split off at today. */
export interface Stretch {
  readonly from: IsoDate
  readonly to: IsoDate | null
  readonly mark: RuleMark
  readonly forecast: boolean
  readonly x: number
  readonly width: number
}

/**
 * Declared and computed levels over time as spans, with the position of today and the months to label. Days
 * range from the first level to half a year, or the last change of level, after today.
 */
export const ribbonOf = (
  { declared, computed, asAt }: Pick<Ribbon, 'declared' | 'computed' | 'asAt'>,
  left: number,
  width: number,
) => {
  const starts = [...declared, ...computed].map((each) => each.from)
  const from = [...starts, daysAfter(asAt, -30)].sort()[0] ?? asAt
  const turns = computed.map((each) => each.from).filter((day) => day > asAt)
  const to = daysAfter([...turns, daysAfter(asAt, 150)].sort().at(-1) ?? asAt, 32)
  const x = dayScale(from, to, left, width)
  const tomorrow = daysAfter(asAt, 1)
  const stretch = (each: { from: IsoDate; to: IsoDate | null }, mark: RuleMark): Stretch[] =>
    parts(each, tomorrow).map((part) => {
      const [start, end] = [x(part.from), x(part.to ?? to)]
      return { ...part, mark, forecast: part.from >= tomorrow, x: start, width: end - start }
    })
  return {
    from,
    to,
    today: x(tomorrow),
    ticks: monthTicks(from, to, Math.max(2, Math.floor(width / 110)))
      .map((tick) => ({ ...tick, x: x(tick.on) }))
      .filter((tick) => tick.x < left + width - LABEL),
    declared: declared.flatMap((each) =>
      stretch(each, each.level === null ? notSet : markInRules(null, each.level)),
    ),
    computed: computed.flatMap((each) => stretch(each, ruleMark(each))),
  }
}

/** The approximate width of a month's name, in pixels: none is truncated at the edge. */
const LABEL = 60

/** The mark of a level that nobody declared. */
export const notSet: RuleMark = { code: 'none', letter: '–', word: 'Not set', shape: '–' }

/** A span split at the day after today. */
const parts = (
  each: { from: IsoDate; to: IsoDate | null },
  tomorrow: IsoDate,
): { from: IsoDate; to: IsoDate | null }[] =>
  each.from < tomorrow && (each.to === null || each.to > tomorrow)
    ? [
        { from: each.from, to: tomorrow },
        { from: tomorrow, to: each.to },
      ]
    : [{ from: each.from, to: each.to }]
