import { expect, test } from 'vitest'
import { checkRagRules } from '../check.ts'
import { compileRagRules } from '../compile.ts'
import type { Facts } from '../fact.ts'
import { ragPresets } from './presets.ts'

const preset = (code: string) => {
  const found = ragPresets.find((each) => each.code === code)
  if (found === undefined) throw new Error(code)
  return found
}

test.each(ragPresets.map((ragRules) => [ragRules.code, ragRules] as const))(
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

test('no two presets have the same code', () => {
  expect(new Set(ragPresets.map(({ code }) => code)).size).toBe(ragPresets.length)
})

test.each(ragPresets.map((ragRules) => [ragRules.code, ragRules] as const))(
  '%s never gives green to an action of which nothing is known',
  (_, ragRules) => {
    const level = compileRagRules(ragRules).levelOf({
      ownerKnown: false,
      timescaleKind: 'none',
      redated: 0,
      daysSinceUpdate: 0,
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
  const { ragRules, levelOf, ruleAt } = compileRagRules(preset(code))
  expect([levelOf(facts), ragRules.rules[ruleAt(facts)]?.id ?? null]).toEqual([level, rule])
})

test('levels that require a reason and a next date are red, or amber between', () => {
  for (const { levels } of ragPresets) {
    for (const { code, reasonDue, asksNextDate } of levels)
      if (reasonDue || asksNextDate) expect(code).toMatch(/^(red|amber)/)
  }
})
