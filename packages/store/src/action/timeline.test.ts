import { addDays, type IsoDate } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { END } from '../tables/version.ts'
import {
  changesBetween,
  intervalOn,
  levelOn,
  readTimeline,
  type StoredInterval,
  standingOn,
  type Timeline,
  UNRATED,
  writtenLevels,
  writtenTimeline,
} from './timeline.ts'

const interval = (from: IsoDate, to: IsoDate, level: string, more: Partial<StoredInterval> = {}) => ({
  from,
  to,
  level,
  key: ['red', 'amber', 'green'].indexOf(level),
  letter: level.slice(0, 1),
  word: level,
  shape: '●',
  rule: null,
  because: [],
  overridden: false,
  disagrees: false,
  ...more,
})

/** Timelines with gaps, levels that repeat, and an open or a closed end. */
const someTimeline: fc.Arbitrary<Timeline> = fc
  .record({
    steps: fc.array(
      fc.record({
        days: fc.integer({ min: 1, max: 30 }),
        gap: fc.constantFrom(0, 0, 0, 5),
        level: fc.constantFrom('red', 'amber', 'green'),
        disagrees: fc.boolean(),
      }),
      { maxLength: 6 },
    ),
    open: fc.boolean(),
  })
  .map(({ steps, open }) => {
    let day = '2026-01-01'
    return steps.map(({ days, gap, level, disagrees }, at) => {
      const from = addDays(day, gap)
      day = addDays(from, days)
      return interval(from, open && at === steps.length - 1 ? END : day, level, { disagrees })
    })
  })

test('written levels have on every day what the timeline has, and a standing holds until it turns', () => {
  fc.assert(
    fc.property(someTimeline, (timeline) => {
      expect(readTimeline(writtenTimeline(timeline))).toEqual(timeline)
      const levels = writtenLevels(timeline)
      const on = (day: IsoDate) => {
        const found = intervalOn(timeline, day)
        return found === undefined
          ? { level: '', key: UNRATED, disagrees: 0 }
          : { level: found.level, key: found.key, disagrees: found.disagrees ? 1 : 0 }
      }
      for (let day = '2025-12-28'; day < '2026-07-20'; day = addDays(day, 1)) {
        expect(levelOn(levels, day)).toEqual(on(day))
        const { turnsOn, ...standing } = standingOn(timeline, day)
        expect(standing).toEqual(on(day))
        const until = turnsOn === END ? '2026-07-20' : turnsOn
        for (let later = day; later < until; later = addDays(later, 1)) expect(on(later)).toEqual(standing)
        if (turnsOn !== END) expect(on(turnsOn)).not.toEqual(standing)
        expect(changesBetween(levels, day, addDays(day, 10))).toBe(
          Array.from({ length: 10 }, (_, at) => addDays(day, at)).some(
            (each) => JSON.stringify(on(each)) !== JSON.stringify(on(addDays(each, 1))),
          ),
        )
      }
    }),
    { numRuns: 60 },
  )
})

test('what was never rated has no levels', () => {
  expect(writtenLevels([])).toBe('')
  expect(levelOn('', '2026-01-01')).toEqual({ level: '', key: UNRATED, disagrees: 0 })
  expect(standingOn(null, '2026-01-01')).toEqual({ level: '', key: UNRATED, disagrees: 0, turnsOn: END })
})
