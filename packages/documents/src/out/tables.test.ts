import { type ActionRow, type ActionThrough, feedTables } from '@beatbook/contract'
import { noTimescale, type Timescale } from '@beatbook/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRecords } from '../source/csv.ts'
import { unescapeFormula } from '../source/formula.ts'
import { factsCsv } from './facts-csv.ts'
import { type Fact, factsOf, factTables, namesOfFacts } from './tables.ts'

const someFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' =', "'=", '"', ','), fc.string({ maxLength: 9 }))
    .map(([first, rest]) => `${first}${rest}`),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
)
const names = ['one', 'two', 'three']
const someRow = fc.record({ one: someFact, two: someFact, three: someFact })

/** The cells of comma-separated text, as a program reads them that knows nothing of how it was written. */
const cellsOf = (text: string): string[][] => parseRecords(text.slice(1), ',').map(({ cells }) => [...cells])

test('comma-separated text and JSON have the same facts, and no cell of text can be a formula', () => {
  fc.assert(
    fc.property(fc.array(someRow, { minLength: 1, maxLength: 8 }), (rows) => {
      const [head, ...lines] = cellsOf(factsCsv(names, rows))
      expect(head).toEqual(names)
      const json = JSON.parse(JSON.stringify(rows)) as typeof rows
      lines.forEach((cells, at) => {
        cells.forEach((cell, place) => {
          const fact = json[at]?.[names[place] as 'one'] ?? null
          if (typeof fact === 'string') {
            expect(cell).not.toMatch(/^[=+\-@\t\r]/)
            expect(unescapeFormula(cell)).toBe(fact)
          } else expect(cell).toBe(fact === null ? '' : String(fact))
        })
      })
      expect(lines).toHaveLength(rows.length)
    }),
  )
})

test('every line ends as RFC 4180 has it, after a byte order mark', () => {
  expect(factsCsv(['a', 'b'], [{ a: 'x;y', b: null }])).toBe('\ufeffa,b\r\n"x;y",\r\n')
})

test('names of columns are in lower case with underscores, and say what they are', () => {
  for (const table of feedTables)
    for (const [name, { about }] of Object.entries(factTables[table].columns)) {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
      expect(about).toMatch(/\.$|^declared or computed\.$/)
    }
})

// Workbooks and reports of analysts name these columns: one that is renamed or taken away breaks them.
test('docs/data-feed.md has every column of every table', async () => {
  const lines = [
    '# The tables of a feed of data',
    '',
    'These are the tables under a secret address of data: `/export/v1/SECRET/TABLE.csv` and `.json` ([how to make one](guide/calendars-and-feeds.md), [parameters and pages](rest.md#data-for-analysts)). The names of the columns and what they mean stay the same for as long as the address has `v1`; new columns may come at the end. A day is `2027-03-31`, an instant `2026-11-20T12:00:00.000Z` in UTC, yes or no is `true` or `false`, and nothing is an empty cell (`null` in JSON).',
    '',
    ...feedTables.flatMap((name) => [
      `## ${name}`,
      '',
      factTables[name].about,
      '',
      '| column | is | what |',
      '|---|---|---|',
      ...Object.entries(factTables[name].columns).map(
        ([column, { kind, about }]) => `| \`${column}\` | ${kind} | ${about} |`,
      ),
      ...(name === 'actions'
        ? [
            '',
            'After these come the columns that the force added, each as `column_` with its code: `column_unit_cost`.',
          ]
        : []),
      '',
    ]),
  ]
  await expect(lines.join('\n')).toMatchFileSnapshot('../../../../docs/data-feed.md')
})

const row: ActionRow = {
  id: '01a00000-0000-7000-8000-000000000001',
  address: 'harbour/1',
  planId: '01a00000-0000-7000-8000-000000000002',
  planCode: 'harbour',
  owners: [
    { partyId: 'a', name: 'Dock Team', duty: 'responsible' },
    { partyId: 'b', name: 'Pilots', duty: 'consulted' },
  ],
  tags: [],
  timescale: noTimescale,
  attached: { count: 2, evidence: 1 },
  columns: { 'unit-cost': { kind: 'money', value: -12.5 } },
  computed: null,
  lastUpdate: null,
  withdrawn: true,
} as unknown as ActionRow
const action = row as unknown as ActionThrough

test('a row has the columns in their order, the force’s own ones last', () => {
  const own = [{ code: 'unit-cost', title: 'Unit cost', kind: 'money', choices: [] }] as const
  const facts = factsOf('actions', row, [...own] as never)
  expect(Object.keys(facts)).toEqual(namesOfFacts('actions', [...own] as never))
  expect(facts).toMatchObject({
    owners: 'Dock Team; Pilots',
    owner_ids: 'a; b',
    tags: null,
    timescale: null,
    withdrawn: true,
    attachments: 2,
    evidence: 1,
    column_unit_cost: -12.5,
  })
})

test('a timescale says by how many days it slipped', () => {
  const on = (latest: string | null) => ({
    ...{ from: '2026-01-01', to: null },
    timescale: { ...noTimescale, latest } as Timescale,
  })
  const moved = (before: string | null, latest: string | null) =>
    factsOf('timescales', { action, place: 2, span: on(latest), before: on(before) }, []).moved_days
  expect([
    moved('2026-03-31', '2026-04-30'),
    moved('2026-03-31', '2026-03-01'),
    moved(null, '2026-03-01'),
  ]).toEqual([30, -30, null])
})

test('a level says whether it is a forecast, and why the rules give it', () => {
  const of = (span: object, origin = 'computed') =>
    factsOf('ratings', { action, origin, asAt: '2026-11-20', span } as never, [])
  const test = { fact: 'daysPastDeadline', is: 'more', than: 0, value: 64, met: true }
  const red = {
    from: '2026-12-01',
    to: null,
    level: 'red',
    word: 'Red',
    rule: 'late',
    because: [test],
    overridden: false,
  }
  expect(of(red)).toMatchObject({
    word: 'Red',
    rule: 'late',
    forecast: true,
    reason: expect.stringMatching(/64 days past/),
  })
  expect(of({ from: '2026-01-01', to: '2026-11-20', level: 'amber' }, 'declared')).toMatchObject({
    word: 'Amber',
    rule: null,
    reason: null,
    forecast: false,
  })
})

test('an update says which fields it takes back', () => {
  const update = {
    ...{ id: 'u', on: '2026-03-01', dated: true, text: null, reason: null },
    priority: null,
    progress: 40,
  }
  const facts = factsOf(
    'updates',
    { action, update: { ...update, by: { id: 'p', name: 'P' }, recordedAt: '' } } as never,
    [],
  )
  expect(facts).toMatchObject({ cleared: 'priority', priority: null, progress: 40, stage: null })
})
