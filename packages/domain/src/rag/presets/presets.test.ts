import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRagRules } from '../check.ts'
import { compileRagRules } from '../compile.ts'
import type { Facts } from '../fact.ts'
import { someFacts } from '../testing/arbitrary.ts'
import { forceDefault } from './force-default.ts'
import { newestPreset, ragPresets } from './presets.ts'

const preset = (code: string, version: number) => {
  const found = ragPresets.find((each) => each.code === code && each.version === version)
  if (found === undefined) throw new Error(code)
  return found
}

test.each(ragPresets.map((ragRules) => [`${ragRules.code} ${ragRules.version}`, ragRules] as const))(
  '%s can be saved and names its source; a level nothing gives is one it waits for',
  (_, ragRules) => {
    const checked = checkRagRules(ragRules)
    expect(checked.ok || checked.error).toBe(true)
    const flags = checked.ok ? checked.value.flags : []
    expect(flags.map(({ code }) => code)).toEqual(
      ragRules.waitsFor === undefined ? [] : ragRules.waitsFor.map(() => 'level-unused'),
    )
    expect(ragRules.description).toContain('Source: ')
  },
)

test('no two presets have the same code and version, and the versions of a code come in order', () => {
  const codes = new Set(ragPresets.map(({ code }) => code))
  for (const code of codes) {
    const versions = ragPresets.filter((each) => each.code === code).map(({ version }) => version)
    expect(versions).toEqual(Array.from(versions, (_, at) => at + 1))
    expect(newestPreset(code)?.version).toBe(versions.length)
  }
  expect(newestPreset('ours')).toBeNull()
})

test.each(ragPresets.map((ragRules) => [`${ragRules.code} ${ragRules.version}`, ragRules] as const))(
  '%s never gives green to an action of which nothing is known',
  (_, ragRules) => {
    const level = compileRagRules(ragRules).levelOf({
      ownerKnown: false,
      timescaleKind: 'none',
      redated: 0,
      daysSinceUpdate: 0,
      daysSinceNews: 0,
      timesSlipped: 0,
    })
    expect(level).not.toBe('green')
  },
)

const well: Facts = {
  ownerKnown: true,
  timescaleKind: 'by',
  daysPastDeadline: -100,
  daysSinceUpdate: 0,
  redated: 0,
}
test.each<[string, string, Facts, string, string | null]>([
  ['force-default', 'owned, dated and heard of is green', well, 'green', null],
  [
    'force-default',
    'the last day of the deadline is not late',
    { ...well, daysPastDeadline: 0 },
    'green',
    null,
  ],
  ['force-default', 'the day after is', { ...well, daysPastDeadline: 1 }, 'red', 'late'],
  [
    'force-default',
    'complete is complete however late',
    { ...well, daysPastDeadline: 90, stage: 'complete' },
    'complete',
    'complete',
  ],
  [
    'force-default',
    'not yet due is not amber, even silent and unowned',
    { daysSinceOpening: -1, daysSinceUpdate: 99, ownerKnown: false },
    'not-due',
    'not-due',
  ],
  [
    'force-default',
    'begun early is rated like the rest',
    { ...well, daysSinceOpening: -1, stage: 'in-progress' },
    'green',
    null,
  ],
  [
    'force-default',
    'not begun after its start fell due',
    { ...well, daysSinceStartDue: 1 },
    'amber',
    'start-late',
  ],
  [
    'force-default',
    'begun, a start is past',
    { ...well, daysSinceStartDue: 1, stage: 'being-progressed' },
    'green',
    null,
  ],
  ['force-default', 'nobody owns it', { ...well, ownerKnown: false }, 'amber', 'unowned'],
  ['force-default', 'no date holds it', { ...well, timescaleKind: 'unknown' }, 'amber', 'undated'],
  ['force-default', 'what it depends on is red', { ...well, worstDependency: 'red' }, 'amber', 'held-up'],
  ['force-default', 'six weeks are not yet silence', { ...well, daysSinceUpdate: 42 }, 'green', null],
  ['force-default', 'a day more is', { ...well, daysSinceUpdate: 43 }, 'amber', 'silent'],
  [
    'force-default',
    'a declared red does not colour it: the rules argue',
    { ...well, declaredLevel: 'red' },
    'green',
    null,
  ],
  [
    'inspection-log',
    'being progressed',
    { stage: 'being-progressed', daysPastDeadline: 0 },
    'in-progress',
    'being-progressed',
  ],
  ['inspection-log', 'overdue', { stage: 'being-progressed', daysPastDeadline: 64 }, 'red', 'overdue'],
  [
    'inspection-log',
    'closed late is complete',
    { stage: 'complete', daysPastDeadline: 65 },
    'complete',
    'complete',
  ],
  ['delivery-confidence-3', 'judged by a person', { declaredLevel: 'amber' }, 'amber', 'declared-amber'],
  [
    'delivery-confidence-3',
    'a level it has not is not rated',
    { declaredLevel: 'amber-red' },
    'not-rated',
    null,
  ],
  [
    'delivery-confidence-5',
    'has the points between',
    { declaredLevel: 'amber-red' },
    'amber-red',
    'declared-amber-red',
  ],
  [
    'council-two-axis',
    'no colour before it starts',
    { stage: 'not-started', declaredLevel: 'red' },
    'not-started',
    'not-started',
  ],
  [
    'council-two-axis',
    'a colour in progress',
    { stage: 'in-progress', declaredLevel: 'red' },
    'red',
    'declared-red',
  ],
  [
    'council-two-axis',
    'no colour where no stage is stated',
    { declaredLevel: 'red' },
    'not-rated',
    'stage-not-stated',
  ],
  ['force-tracker', 'implemented is green, and says so', { stage: 'complete' }, 'green', 'implemented'],
  ['force-tracker', 'past its deadline', { stage: 'in-progress', daysPastDeadline: 1 }, 'red', 'late'],
  ['force-tracker', 'under way', { stage: 'in-progress', declaredLevel: 'green' }, 'amber', 'under-way'],
  ['departmental-update', 'at a risk to watch', { declaredLevel: 'amber' }, 'amber', 'declared-amber'],
  ['computed-ratio', 'nine tenths', { progressRatio: 0.9 }, 'green', 'on-track'],
  ['computed-ratio', 'just below nine tenths', { progressRatio: 0.899 }, 'amber', 'monitor'],
  ['computed-ratio', 'seven tenths', { progressRatio: 0.7 }, 'amber', 'monitor'],
  ['computed-ratio', 'below seven tenths', { progressRatio: 0.69 }, 'red', 'off-track'],
  [
    'computed-ratio',
    'ongoing work has none',
    { timescaleKind: 'ongoing', progressRatio: 0.1 },
    'not-applicable',
    'ongoing',
  ],
  ['computed-ratio', 'nothing stated', {}, 'not-rated', null],
  ['brag-complete', 'blue is complete', { stage: 'complete' }, 'blue', 'complete'],
  ['brag-embedded', 'complete is not yet blue', { stage: 'complete' }, 'complete', 'complete'],
  [
    'brag-embedded',
    'grey before it starts',
    { stage: 'not-started', declaredLevel: 'green' },
    'not-started',
    'not-due',
  ],
])('%s: %s', (code, _, facts, level, rule) => {
  const { ragRules, levelOf, ruleAt } = compileRagRules(preset(code, 1))
  expect([levelOf(facts), ragRules.rules[ruleAt(facts)]?.id ?? null]).toEqual([level, rule])
})

const best: Facts = { ...well, daysSinceNews: 0, timesSlipped: 0 }
test.each<[string, Facts, string, string | null]>([
  ['owned, dated and with news is green', best, 'green', null],
  ['six weeks without news are not yet silence', { ...best, daysSinceNews: 42 }, 'green', null],
  ['a day more is', { ...best, daysSinceNews: 43 }, 'amber', 'silent'],
  ['a report is no news', { ...best, daysSinceUpdate: 0, daysSinceNews: 43 }, 'amber', 'silent'],
  ['a declared red stays', { ...best, declaredLevel: 'red' }, 'red', 'declared-red'],
  ['a declared amber stays', { ...best, declaredLevel: 'amber' }, 'amber', 'declared-amber'],
  [
    'a declared amber is red when late',
    { ...best, declaredLevel: 'amber', daysPastDeadline: 1 },
    'red',
    'late',
  ],
  [
    'a declared red ends with the work',
    { ...best, declaredLevel: 'red', stage: 'complete' },
    'complete',
    'complete',
  ],
  [
    'a declared red is not hidden before the work is due to begin',
    { ...best, declaredLevel: 'red', daysSinceOpening: -1 },
    'red',
    'declared-red',
  ],
  [
    'a declared green is silent like the rest',
    { ...best, declaredLevel: 'green', daysSinceNews: 43 },
    'amber',
    'silent',
  ],
  [
    'a slip is looked at for six weeks',
    { ...best, timesSlipped: 1, daysSinceSlip: 42 },
    'amber',
    'slipped-lately',
  ],
  ['and no longer', { ...best, timesSlipped: 1, daysSinceSlip: 43 }, 'green', null],
  ['the third slip stays', { ...best, timesSlipped: 3, daysSinceSlip: 400 }, 'amber', 'slipped-often'],
  ['the second does not', { ...best, timesSlipped: 2, daysSinceSlip: 400 }, 'green', null],
])('force-default 2: %s', (_, facts, level, rule) => {
  const { ragRules, levelOf, ruleAt } = compileRagRules(forceDefault)
  expect([levelOf(facts), ragRules.rules[ruleAt(facts)]?.id ?? null]).toEqual([level, rule])
})

const fromWorst = ['red', 'amber-red', 'amber', 'amber-green', 'green']
test('the newest default rules never show a declared level kinder, unless the work is complete', () => {
  const { levelOf } = compileRagRules(forceDefault)
  fc.assert(
    fc.property(someFacts(), fc.constantFrom(...fromWorst.slice(0, 4)), (facts, declaredLevel) => {
      const level = levelOf({ ...facts, declaredLevel })
      if (facts.stage === 'complete') expect(level).toBe('complete')
      else {
        expect(fromWorst).toContain(level)
        expect(fromWorst.indexOf(level)).toBeLessThanOrEqual(fromWorst.indexOf(declaredLevel))
      }
    }),
    { numRuns: 2_000 },
  )
})

test('levels that require a reason and a next date are red, or amber between', () => {
  for (const { levels } of ragPresets) {
    for (const { code, reasonDue, asksNextDate } of levels)
      if (reasonDue || asksNextDate) expect(code).toMatch(/^(red|amber)/)
  }
})
