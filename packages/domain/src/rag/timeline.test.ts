import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoDate } from '../calendar/date.ts'
import { addDays } from '../calendar/day-number.ts'
import { compileRagRules } from './compile.ts'
import { evaluate, explain } from './evaluate.ts'
import { type FactTimelines, factsOn } from './fact-timeline.ts'
import type { RagRules } from './rules.ts'
import { BEGINS, someDayNear, someRagRules, someTimelines } from './testing/arbitrary.ts'
import { intervalOn, type Override, type Pin, ragTimeline, turnsBetween } from './timeline.ts'

const late: RagRules = {
  code: 'late',
  version: 1,
  title: '',
  description: '',
  levels: [],
  rules: [
    { id: 'complete', level: 'complete', when: { fact: 'stage', is: 'equal', than: 'complete' } },
    { id: 'late', level: 'red', when: { fact: 'daysPastDeadline', is: 'more', than: 0 } },
    { id: 'silent', level: 'amber', when: { fact: 'daysSinceUpdate', is: 'more', than: 42 } },
  ],
  otherwise: 'green',
}
const pin = (from: string, ragRules = late): Pin => ({ from, ragRules: compileRagRules(ragRules) })
const anAction = (given: Partial<FactTimelines> = {}): FactTimelines => ({
  from: '2018-03-22',
  gone: [],
  facts: {
    daysPastDeadline: [{ from: '2018-03-22', since: '2018-10-31' }],
    daysSinceUpdate: [
      { from: '2018-03-22', since: '2018-03-22' },
      { from: '2018-05-08', since: '2018-05-08' },
      { from: '2018-10-01', since: '2018-10-01' },
    ],
    stage: [
      { from: '2018-03-22', value: 'awaiting-review' },
      { from: '2019-01-04', value: 'complete' },
    ],
  },
  ...given,
})
const spans = (timelines: FactTimelines, pins: Pin[], overrides: Override[] = []) =>
  ragTimeline(timelines, pins, overrides).map(({ from, to, level, rule }) => `${from} ${to} ${level} ${rule}`)

test('a deadline turns on the day after latest, silence on the day after its limit, and the last interval is open', () => {
  expect(spans(anAction(), [pin('2018-03-22')])).toEqual([
    '2018-03-22 2018-05-04 green null',
    '2018-05-04 2018-05-08 amber silent',
    '2018-05-08 2018-06-20 green null',
    '2018-06-20 2018-10-01 amber silent',
    '2018-10-01 2018-11-01 green null',
    '2018-11-01 2019-01-04 red late',
    '2019-01-04 null complete complete',
  ])
})

test.each([
  ['at-least', '2022-02-20'],
  ['more', '2022-02-19'],
] as const)(
  'work half done at half time is on time that day and behind the next: %s 1 ends on %s',
  (is, ends) => {
    const progressRatio = [{ from: '2021-12-31', done: 0.5, start: '2021-12-31', end: '2022-04-10' }]
    const onTime = {
      ...late,
      rules: [{ id: 'on-time', level: 'green', when: { fact: 'progressRatio', is, than: 1 } }],
      otherwise: 'red',
    } as const
    expect(
      spans({ from: '2021-12-31', gone: [], facts: { progressRatio } }, [pin('2021-12-31', onTime)]),
    ).toEqual(['2021-12-31 2022-01-01 red null', `2022-01-01 ${ends} green on-time`, `${ends} null red null`])
  },
)

test('an interval has the tests because of which it began', () => {
  const intervals = ragTimeline(anAction(), [pin('2018-03-22')])
  expect(intervalOn(intervals, '2019-01-03')?.because).toEqual([
    { fact: 'daysPastDeadline', is: 'more', than: 0, value: 1, met: true },
  ])
  expect(intervalOn(intervals, '2018-03-21')).toBeNull()
})

test('a version never rates dates before its pin, and earlier dates have the version pinned then', () => {
  const strict = {
    ...late,
    version: 2,
    rules: late.rules.map((rule) => (rule.id === 'silent' ? { ...rule, level: 'red' } : rule)),
  }
  const intervals = ragTimeline(anAction(), [pin('2018-06-01'), pin('2018-07-01', strict)])
  expect(
    intervals.map(({ from, to, level, ragRules }) => [from, to, level, ragRules.version]).slice(0, 4),
  ).toEqual([
    ['2018-06-01', '2018-06-20', 'green', 1],
    ['2018-06-20', '2018-07-01', 'amber', 1],
    ['2018-07-01', '2018-10-01', 'red', 2],
    ['2018-10-01', '2018-11-01', 'green', 2],
  ])
})

test('an override replaces the computed level to the end of its last day and then lapses', () => {
  const override: Override = {
    from: '2018-11-10',
    until: '2018-11-30',
    level: 'amber',
    reason: 'Guidance itself is late',
  }
  const intervals = ragTimeline(anAction(), [pin('2018-10-01')], [override])
  expect(
    intervals.map(({ from, level, computed, override: stands }) => [
      from,
      level,
      computed,
      stands?.reason ?? null,
    ]),
  ).toEqual([
    ['2018-10-01', 'green', 'green', null],
    ['2018-11-01', 'red', 'red', null],
    ['2018-11-10', 'amber', 'red', 'Guidance itself is late'],
    ['2018-12-01', 'red', 'red', null],
    ['2019-01-04', 'complete', 'complete', null],
  ])
})

test('a withdrawn action has no rating until it is restored', () => {
  const gone = [{ from: '2018-11-05', to: '2018-12-05' }]
  expect(spans(anAction({ gone }), [pin('2018-10-01')])).toEqual([
    '2018-10-01 2018-11-01 green null',
    '2018-11-01 2018-11-05 red late',
    '2018-12-05 2019-01-04 red late',
    '2019-01-04 null complete complete',
  ])
})

test('a turn between two days has its day and the level before', () => {
  const intervals = ragTimeline(anAction(), [pin('2018-03-22')])
  expect(
    turnsBetween(intervals, '2018-06-20', '2018-11-01').map(({ on, was, becomes }) => [
      on,
      was,
      becomes.level,
    ]),
  ).toEqual([
    ['2018-10-01', 'amber', 'green'],
    ['2018-11-01', 'green', 'red'],
  ])
})

test('the timeline is what evaluating every single day gives', () => {
  fc.assert(
    fc.property(
      someTimelines(),
      fc.array(fc.tuple(someDayNear(), someRagRules()), { maxLength: 3 }),
      someOverrides(),
      (timelines, pinned, overrides) => {
        const pins = pinned.map(([from, ragRules], at) => pin(from, { ...ragRules, version: at + 1 }))
        const intervals = ragTimeline(timelines, pins, overrides)
        for (let on = addDays(BEGINS, -2); on < addDays(BEGINS, 130); on = addDays(on, 1)) {
          const interval = intervalOn(intervals, on)
          const expected = byHand(timelines, pins, overrides, on)
          expect(
            interval === null
              ? null
              : [interval.level, interval.computed, interval.rule, interval.ragRules.version],
          ).toEqual(expected)
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('intervals are adjacent, differ from the one before, and only the last is open', () => {
  fc.assert(
    fc.property(someTimelines(), someRagRules(), someOverrides(), (timelines, ragRules, overrides) => {
      const intervals = ragTimeline(timelines, [pin(BEGINS, ragRules)], overrides)
      for (const [at, { from, to, rule, override }] of intervals.entries()) {
        const next = intervals[at + 1]
        if (to !== null) expect(from < to).toBe(true)
        if (next === undefined) continue
        expect(to !== null && to <= next.from).toBe(true)
        if (to === next.from) expect([rule, override]).not.toEqual([next.rule, next.override])
      }
    }),
  )
})

test('no test of the deciding rule changes between the turns of rules with one test', () => {
  fc.assert(
    fc.property(someTimelines(), someRagRules(), (timelines, ragRules) => {
      const quiet = { ...timelines, gone: [] }
      for (const { when } of ragRules.rules) {
        const alone = { ...ragRules, rules: [{ id: 'alone', level: 'red', when }] }
        for (const { from, to, rule } of ragTimeline(quiet, [pin(BEGINS, alone)])) {
          const end = to ?? addDays(from, 100)
          for (let on = from; on < end; on = addDays(on, 1))
            expect(explain(when, factsOn(quiet, on)).met).toBe(rule === 'alone')
        }
      }
    }),
  )
})

const someOverrides = (): fc.Arbitrary<Override[]> =>
  fc.array(
    fc.record({
      from: someDayNear(),
      until: someDayNear(),
      level: fc.constantFrom('red', 'green'),
      reason: fc.constant('Agreed'),
    }),
    { maxLength: 2 },
  )

const byHand = (
  timelines: FactTimelines,
  pins: readonly Pin[],
  overrides: readonly Override[],
  on: string,
) => {
  const ragRules = [...pins]
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
    .findLast(({ from }) => from <= on)?.ragRules.ragRules
  const withdrawn = timelines.gone.some(({ from, to }) => from <= on && (to === null || on < to))
  if (ragRules === undefined || on < timelines.from || withdrawn) return null
  const { level, rule } = evaluate(ragRules, factsOn(timelines, on))
  return [
    overrides.findLast(({ from, until }) => from <= on && on <= until)?.level ?? level,
    level,
    rule,
    ragRules.version,
  ]
}

test.each([
  [5_000, ['2018-03-22', '2213-09-10']],
  [2_000_000, ['2018-03-22', '7675-10-25']],
  [5_000_000, ['2018-03-22']],
  [1e300, ['2018-03-22']],
  [-1e300, ['2018-03-22']],
])(
  'a rule that waits %d days after a deadline in 2199 turns on a valid day that sorts after, or never',
  (than, turns) => {
    const ragRules = {
      ...late,
      rules: [{ id: 'late', level: 'red', when: { fact: 'daysPastDeadline', is: 'more', than } }],
    } satisfies RagRules
    const timelines = anAction({ facts: { daysPastDeadline: [{ from: '2018-03-22', since: '2199-12-31' }] } })
    const intervals = ragTimeline(
      timelines,
      [pin('2018-03-22', ragRules)],
      [{ from: '2199-12-31', until: '9999-12-31', level: 'amber', reason: '' }],
    )
    expect(
      intervals
        .filter(({ computed }, at) => at === 0 || computed !== intervals[at - 1]?.computed)
        .map(({ from }) => from),
    ).toEqual(turns)
    for (const { from, to } of intervals)
      expect([isoDate.safeParse(from).success, to === null || to > from]).toEqual([true, true])
  },
)
