import type { ActionRow, GridSort, Grouping } from '@beatbook/contract'
import { defaultSettings, readTimescale } from '@beatbook/domain'
import { expect, test } from 'vitest'
import { gridColumns, groupedRows, groupingOf, groupOf, groupWords, sortedRows, sortsWords } from './grid.ts'

const aRow = (ref: string, given: Partial<ActionRow> = {}): ActionRow => ({
  id: ref,
  address: `harbour/${ref}`,
  planId: 'harbour',
  planCode: 'harbour',
  sectionId: 'quay',
  section: 'Quay',
  ref,
  refOrigin: 'given',
  text: `Action ${ref}`,
  ownerSaid: null,
  owners: [],
  success: null,
  tags: [],
  stage: null,
  level: null,
  progress: null,
  priority: null,
  timescale: readTimescale('').timescale,
  columns: {},
  redated: 0,
  withdrawn: false,
  updates: 0,
  lastUpdate: null,
  attached: { count: 0, evidence: 0 },
  computed: null,
  disagrees: false,
  ...given,
})
const owner = (name: string) => ({ partyId: name.toLowerCase(), name, duty: 'responsible' as const })
const by = (words: string) => readTimescale(words).timescale
const level = (code: string, word: string) => ({
  level: code,
  word,
  letter: word.charAt(0),
  shape: '■',
  actions: 1,
})

const settings = {
  ...defaultSettings,
  priorities: ['high', 'low'],
  columns: [
    { code: 'ward', title: 'Ward', kind: 'choice' as const, choices: ['West', 'East'] },
    { code: 'cost', title: 'Cost', kind: 'money' as const, choices: [] },
  ],
}
const of = {
  plan: {
    sections: [
      { id: 'quay', ref: 'A', title: 'Quay' },
      { id: 'pier', ref: null, title: 'Pier' },
    ] as never,
    computed: { levels: [level('red', 'Red'), level('late', 'Late')] } as never,
  },
  settings,
}
const rows = [
  aRow('10', { level: 'green', owners: [owner('Pilots')], timescale: by('by March 2027'), priority: 'low' }),
  aRow('9', { level: 'red', stage: 'in-progress', timescale: by('by March 2027'), sectionId: 'pier' }),
  aRow('2', {
    level: 'red',
    stage: 'complete',
    owners: [owner('Dock Team'), owner('Pilots')],
    priority: 'high',
    columns: { ward: { kind: 'choice', value: 'East' }, cost: { kind: 'money', value: 9 } },
  }),
  aRow('1', {
    timescale: by('by 5 January 2027'),
    columns: { ward: { kind: 'choice', value: 'West' }, cost: { kind: 'money', value: 10 } },
    lastUpdate: { on: '2026-10-01', text: 'Held' },
    computed: { ...level('late', 'Late'), rule: null, since: '2026-01-01', turns: null, overridden: false },
  }),
]
const sorted = (...sorts: (GridSort['by'] | `-${GridSort['by']}`)[]) =>
  sortedRows(
    rows,
    sorts.map((sort) => ({ by: sort.replace(/^-/, '') as GridSort['by'], descending: sort.startsWith('-') })),
    of,
  )
    .map(({ ref }) => ref)
    .join(' ')

test('rows are sorted by the value that a column shows; rows without one come last either way', () => {
  expect(sorted('ref')).toBe('1 2 9 10')
  expect(sorted('-ref')).toBe('10 9 2 1')
  expect(sorted('owner')).toBe('2 10 9 1')
  expect(sorted('-owner')).toBe('10 2 9 1')
  expect(sorted('timescale')).toBe('1 10 9 2')
  expect(sorted('-timescale')).toBe('10 9 1 2')
  expect(sorted('priority')).toBe('2 10 9 1')
  expect(sorted('section')).toBe('10 2 1 9')
  expect(sorted('column:ward')).toBe('1 2 10 9')
  expect(sorted('-column:cost')).toBe('1 2 10 9')
  expect(sorted('last-update')).toBe('1 10 9 2')
  expect(sorted('computed')).toBe('1 10 9 2')
})

test('where rows are equal in one order the next decides, then the order in which they came', () => {
  expect(sorted('level')).toBe('9 2 10 1')
  expect(sorted('level', 'ref')).toBe('2 9 10 1')
  expect(sorted('timescale', '-level')).toBe('1 10 9 2')
  expect(sorted()).toBe('10 9 2 1')
  expect(
    sortsWords(
      [
        { by: 'level', descending: true },
        { by: 'owner', descending: false },
        { by: 'column:cost', descending: false },
      ],
      settings.columns,
    ),
  ).toBe('By declared, then owners, then Cost')
})

const grouped = (group: Grouping) =>
  groupedRows(rows, group, { ...of, title: 'All' }).map(
    ({ title, rows: some }) => `${title}: ${some.map(({ ref }) => ref).join(' ')}`,
  )

test('rows are put together by what was chosen, and those without a value come last', () => {
  expect(grouped('section')).toEqual(['A Quay: 10 2 1', 'Pier: 9'])
  expect(grouped('owner')).toEqual(['Dock Team: 2', 'Pilots: 10', 'No owner: 9 1'])
  expect(grouped('level')).toEqual(['Red: 9 2', 'Green: 10', 'Not set: 1'])
  expect(grouped('computed')).toEqual(['Late: 1', 'No rating: 10 9 2'])
  expect(grouped('stage')).toEqual(['In progress: 9', 'Complete: 2', 'Not stated: 10 1'])
  expect(grouped('month')).toEqual(['January 2027: 1', 'March 2027: 10 9', 'No date: 2'])
  expect(grouped('nothing')).toEqual(['All: 10 9 2 1'])
  expect(groupedRows([], 'nothing', { ...of, title: 'All' })).toEqual([])
  expect(groupWords(rows)).toBe('4 actions · declared: 1 red, 1 green, 1 complete, 1 not set')
})

test('the group of a row alone is the one that all rows are put into', () => {
  for (const group of ['section', 'owner', 'level', 'computed', 'stage', 'month'] as const)
    for (const { of: value, title, rows: some } of groupedRows(rows, group, { ...of, title: 'All' }))
      for (const row of some) expect(groupOf(row, group, of)).toEqual({ of: value, title })
  expect(rows.map((row) => groupOf(row, 'nothing', of))).toEqual(rows.map(() => null))
})

test('rows are by section until they are sorted or somebody chose otherwise', () => {
  const sorts = [{ by: 'level' as const, descending: false }]
  expect([groupingOf({ sorts: [] }), groupingOf({ sorts }), groupingOf({ sorts, group: 'section' })]).toEqual(
    ['section', 'nothing', 'section'],
  )
})

test('the columns are those that were chosen; without a choice those that have values', () => {
  const keys = (chosen: Parameters<typeof gridColumns>[0]) =>
    gridColumns(chosen, rows, settings.columns).map(({ key, width }) => (width ? `${key}=${width}` : key))
  expect(
    keys([{ key: 'ref' }, { key: 'gone' }, { key: 'section', width: 90 }, { key: 'column:cost' }]),
  ).toEqual(['ref', 'section=90', 'column:cost'])
  const all = 'ref,text,owners,timescale,level,computed,stage,priority,column:ward,column:cost,last-update'
  expect(keys(undefined).join()).toBe(all)
  expect(keys([{ key: 'gone' }]).join()).toBe(all)
})

test('files and links are counted in a column that is chosen, and those without any come last', () => {
  const rows = [
    aRow('1'),
    aRow('2', { attached: { count: 1, evidence: 0 } }),
    aRow('3', { attached: { count: 4, evidence: 2 } }),
  ]
  const order = (descending: boolean) =>
    sortedRows(rows, [{ by: 'attached', descending }], { plan: null, settings: defaultSettings }).map(
      ({ ref }) => ref,
    )
  expect([order(false), order(true)]).toEqual([
    ['2', '3', '1'],
    ['3', '2', '1'],
  ])
  expect(gridColumns([{ key: 'attached' }], rows, []).map(({ heading }) => heading)).toEqual([
    'Files and links',
  ])
  expect(gridColumns(undefined, rows, []).map(({ key }) => key)).not.toContain('attached')
})
