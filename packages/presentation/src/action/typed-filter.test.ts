import { defaultSettings } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterChips, type Narrowing } from './chips.ts'
import { type FilterNames, filterTyped, readFilter } from './typed-filter.ts'

const names: FilterNames = {
  plan: {
    workflow: 'simple',
    workflowVersion: 1,
    owners: [
      { partyId: 'p1', name: 'Estates', actions: 3 },
      { partyId: 'p2', name: 'Contact Centre', actions: 1 },
      { partyId: 'p3', name: 'Contact Board', actions: 1 },
    ],
    sections: [
      { id: 's1', ref: null, title: 'Being easy to reach' },
      { id: 's2', ref: null, title: 'Relationships' },
    ].map((section) => ({
      ...section,
      counts: { actions: 0, withdrawn: 0, levels: {}, stages: {}, bar: {} },
    })),
    computed: {
      levels: [
        { level: 'red', letter: 'R', word: 'Red', shape: '■', actions: 1 },
        { level: 'not-due', letter: 'N', word: 'Not yet due', shape: '○', actions: 1 },
      ],
      none: 0,
    },
  },
  settings: {
    ...defaultSettings,
    columns: [
      { code: 'ward', title: 'Ward', kind: 'choice', choices: ['North', 'South'] },
      { code: 'funded', title: 'Funded', kind: 'yes-no', choices: [] },
      { code: 'cost', title: 'Cost', kind: 'money', choices: [] },
    ],
  },
}

test.each([
  ['', {}],
  ['door', { text: 'door' }],
  ['"front door" bell', { text: 'front door bell' }],
  ['level:red', { levels: ['red'] }],
  ['LEVEL:Red,amber', { levels: ['red', 'amber'] }],
  ['declared:"not set"', { levels: ['none'] }],
  ['rules:"not yet due"', { computed: ['not-due'] }],
  ['rules:none', { computed: ['none'] }],
  ['stage:"in progress"', { stages: ['in-progress'] }],
  ['stage:comp', { stages: ['complete'] }],
  ['owner:estates', { owner: 'p1' }],
  ['owner:"contact centre"', { owner: 'p2' }],
  ['owner:cent', { owner: 'p2' }],
  ['section:relation', { section: 's2' }],
  ['due<2027-01-01', { dueBy: '2026-12-31' }],
  ['due<=31/12/26', { dueBy: '2026-12-31' }],
  ['due>2027-01-01', { dueFrom: '2027-01-02' }],
  ['due:"Mar 2027"', { dueFrom: '2027-03-01', dueBy: '2027-03-31' }],
  ['due>="Q1 2027/28"', { dueFrom: '2027-04-01' }],
  ['silent>42', { silentOver: 42 }],
  ['silent>=42', { silentOver: 41 }],
  ['disagrees:yes', { disagrees: true }],
  ['evidence:yes', { evidence: true }],
  ['evidence:no', { evidence: false }],
  ['tag:ASB,"night time"', { tags: ['ASB', 'night time'] }],
  ['tags:none', { tags: ['none'] }],
  ['withdrawn:only', { withdrawn: 'only' }],
  ['priority:high,none', { priority: ['high', 'none'] }],
  ['ward:north', { columns: { ward: ['North'] } }],
  ['funded=y', { columns: { funded: ['yes'] } }],
  [
    'level:red owner:estates silent>42 due<2027-01-01 "door"',
    { levels: ['red'], owner: 'p1', silentOver: 42, dueBy: '2026-12-31', text: 'door' },
  ],
])('“%s” is read', (typed, narrowing) => {
  expect(readFilter(typed, names)).toEqual({ narrowing, unread: [] })
})

test.each([
  ['level:purple', /“purple” is none of: /],
  ['owner:contact', /“contact” is none of: Estates, Contact Centre/],
  ['silent>soon', /silent>42/],
  ['silent:42', /silent>42/],
  ['due<whenever', /due<2027-01-01/],
  ['level>red', /Only due and silent are compared/],
  ['colour:red', /Filter by level, rules, stage/],
  ['cost:12', /Filter by/],
  ['withdrawn:perhaps', /withdrawn:only/],
])('“%s” is said to mean nothing, with what can be typed, and filters by nothing', (typed, instead) => {
  const { narrowing, unread } = readFilter(`${typed} door`, names)
  expect(narrowing).toEqual({ text: 'door' })
  expect(unread).toEqual([{ part: typed, instead: expect.stringMatching(instead) }])
})

test('a part without its value is words until the value is typed', () => {
  expect(readFilter('level:', names)).toEqual({ narrowing: { text: 'level:' }, unread: [] })
})

test('without a plan the name of an owner is left to the server', () => {
  expect(readFilter('owner:estates level:red', { ...names, plan: null }).narrowing).toEqual({
    owner: 'estates',
    levels: ['red'],
  })
})

test('what is typed is shown as chips, each of which can be taken away', () => {
  const { narrowing } = readFilter('level:red silent>42 due>2027-01-01', names)
  const chips = filterChips(narrowing, (_, value) => value, [])
  expect(chips.map(({ words }) => words)).toEqual([
    'Declared: Red',
    'Due from 2 January 2027',
    'No update for more than 42 days',
  ])
  expect(chips[2]?.without).toEqual({ levels: ['red'], dueFrom: '2027-01-02' })
})

test('a filter as it would be typed', () => {
  const typed = filterTyped(
    {
      levels: ['red', 'none'],
      owner: 'p2',
      section: 's1',
      dueBy: '2026-12-31',
      silentOver: 42,
      text: 'door',
    },
    names,
  )
  expect(typed).toBe(
    'level:red,none owner:"Contact Centre" section:"Being easy to reach" due<=2026-12-31 silent>42 "door"',
  )
})

test('whatever can be filtered by is read back as it was', () => {
  const some = <T>(...of: T[]) => fc.uniqueArray(fc.constantFrom(...of), { minLength: 1 })
  const day = fc.constantFrom('2026-12-31', '2027-02-28', '2031-06-01')
  const narrowings: fc.Arbitrary<Narrowing> = fc.record(
    {
      levels: some('red', 'amber', 'green', 'none') as fc.Arbitrary<NonNullable<Narrowing['levels']>>,
      computed: some('red', 'not-due', 'none'),
      tags: some('ASB', 'night time', 'none'),
      evidence: fc.boolean(),
      stages: some('complete', 'in-progress', 'none') as fc.Arbitrary<NonNullable<Narrowing['stages']>>,
      owner: fc.constantFrom('p1', 'p2', 'p3'),
      section: fc.constantFrom('s1', 's2'),
      priority: some('high', 'none'),
      dueBy: day,
      dueFrom: day,
      silentOver: fc.nat(400),
      disagrees: fc.boolean(),
      withdrawn: fc.constantFrom('with' as const, 'only' as const),
      columns: fc.record({ ward: some('North', 'South', 'none') }),
      text: fc.constantFrom('door', 'front door', 'level:red', '100%'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(narrowings, (narrowing) => {
      expect(readFilter(filterTyped(narrowing, names), names)).toEqual({ narrowing, unread: [] })
    }),
  )
})
