import { expect, test } from 'vitest'
import { draftOf, fixtureText } from '../fixture.ts'
import { publishDraft } from '../published.ts'
import { readDocument, readSource } from '../read.ts'
import { textSource } from '../source/text.ts'

const reading = publishDraft(draftOf(fixtureText('strategy.txt'), 'strategy.txt'))
const plan = reading.plans[0]

test('the title, kind and period come from the cover', () => {
  expect(plan).toMatchObject({
    title: 'Streets We Share: Engagement Strategy',
    kind: 'strategy',
    period: { start: '2024-01-01', end: '2027-12-31', said: '2024 - 2027' },
    documentDate: { on: '2024-01-01', because: 'period-start' },
  })
})

test('only announced commitments are read, numbered under their section', () => {
  expect(plan?.sections.slice(0, 2).map((s) => [s.title, s.actions.map((a) => [a.ref, a.text])])).toEqual([
    [
      'Being there',
      [
        ['1.1', 'Walking every high street once a day'],
        ['1.2', 'Opening a desk in each library, with hours that are kept and printed on its door'],
        ['1.3', 'Meeting residents: - in every ward - four times a year'],
      ],
    ],
    [
      'Saying what we did',
      [
        ['2.1', 'Answer every letter within ten working days'],
        ['2.2', 'Print on each beat page what was asked and what came of it'],
      ],
    ],
  ])
  expect(reading.findings.filter((f) => f.code === 'generated-ref')).toMatchObject([{ ref: '1.1' }])
  expect(reading.findings).toContainEqual(expect.objectContaining({ code: 'joined-row', ref: '1.2' }))
})

test('the names of areas are read from a list', () => {
  expect(reading.areas).toEqual(['Upper Vale', 'Lower Vale', 'Harbour'])
})

test('months that the layout may have separated from their milestones are proposed', () => {
  expect(plan?.sections[2]?.actions.map((action) => action.text)).toEqual(
    expect.arrayContaining(['REVIEW', expect.stringMatching(/^DESKS/), expect.stringMatching(/^PAGES/)]),
  )
  expect(plan?.sections[2]?.actions).toHaveLength(3)
  expect(plan?.sections[2]).toMatchObject({
    title: 'Road map',
    actions: [
      { timescale: { kind: 'none' } },
      { timescale: { kind: 'none' } },
      { text: 'REVIEW', timescale: { kind: 'none' } },
    ],
  })
  expect(
    reading.findings.filter((f) => f.code === 'proposed-date').map((f) => [f.ref ?? null, f.args.said]),
  ).toEqual(
    expect.arrayContaining([
      ['3.1', 'May 2024'],
      ['3.2', 'Sept 24'],
      ['3.3', "Dec' 24"],
      [null, 'March 2025'],
    ]),
  )
})

test('a month next to each milestone, in order of time, is its timescale', () => {
  const { plans, findings } = publishDraft(
    draftOf(
      'Harbour Strategy\n\nRoad map\n\nMay 2024\n\nDESKS\n\nSix desks open.\n\nJuly 2024\n\nPAGES\n\nA page each.\n',
    ),
  )
  expect(plans[0]?.sections[0]?.actions.map((a) => [a.text, a.timescale.latest])).toEqual([
    ['DESKS Six desks open.', '2024-05-31'],
    ['PAGES A page each.', '2024-07-31'],
  ])
  expect(findings.map((f) => f.code)).not.toContain('proposed-date')
})

test.each([
  [
    'principles',
    'Harbour Strategy\n\nOur principles\n\nOur principles are:\n\n- Listen before acting\n- Say sorry when wrong\n',
  ],
  [
    'measures of success',
    'Harbour Strategy\n\nSuccess\n\nWe will know we have succeeded when:\n\n- People say so\n- Others say so\n',
  ],
  [
    'a board paper',
    'Purpose of paper\n\nThis paper is for information.\n\nWatch\n\nWe will:\n\n- Go on\n- Stay on\n',
  ],
])('%s promise nothing', (_what, text) => {
  expect(readSource(textSource('document.txt', text))).toMatchObject({
    ok: false,
    error: { code: 'nothing-recognised' },
  })
})

test.each([
  ['We will do this by:', true],
  ['To achieve this, Eastvale Police will:', true],
  ['Over the next three years we will:', true],
  ['Our commitments are:', true],
  ['The benefits include:', false],
  ['Our values are:', false],
])('%s announces commitments: %s', (line, announces) => {
  const read = readSource(
    textSource('document.txt', `Harbour Strategy\n\nBeing there\n\n${line}\n\n- Walk\n- Talk\n`),
  )
  expect(read.ok).toBe(announces)
})

test.each([
  [
    'numbered lines keep their numbers',
    'Our commitments:\n\n1.1 We will meet.\n1.2 We will talk.\n',
    [
      ['1.1', 'We will meet.'],
      ['1.2', 'We will talk.'],
    ],
  ],
  [
    'items that say "we will" need no announcement',
    'Listening\n\n- We will meet\n- We will talk\n',
    [
      ['1.1', 'We will meet'],
      ['1.2', 'We will talk'],
    ],
  ],
  [
    'lines that have lost their bullets are taken as they stand',
    'Listening\nWe will do this by:\nMeeting people\nTalking with\nthem all\n',
    [
      ['1.1', 'Meeting people'],
      ['1.2', 'Talking with them all'],
    ],
  ],
  [
    'a section with a number of its own gives it to its actions',
    'Priority 4: Listening\n\nWe will:\n\n- meet\n- talk\n',
    [
      ['4.1', 'meet'],
      ['4.2', 'talk'],
    ],
  ],
])('%s', (_rule, text, actions) => {
  expect(
    publishDraft(draftOf(`Harbour Strategy\n\nOpening\n\nSome words.\n\n${text}`)).plans[0]?.sections.flatMap(
      (s) => s.actions.map((a) => [a.ref, a.text]),
    ),
  ).toEqual(actions)
})

test.each([
  ['2024 - 2027', { start: '2024-01-01', end: '2027-12-31' }],
  ['2024-27', { start: '2024-01-01', end: '2027-12-31' }],
  ['2024/25', { start: '2024-04-01', end: '2025-03-31' }],
  ['2024/25 to 2026/27', { start: '2024-04-01', end: '2027-03-31' }],
  ['April 2024 to March 2027', { start: '2024-04-01', end: '2027-03-31' }],
])('the period %s is read off the title', (said, period) => {
  const read = publishDraft(draftOf(`Harbour Strategy ${said}\n\nListening\n\nWe will:\n\n- meet\n- talk\n`))
    .plans[0]
  expect(read).toMatchObject({ title: 'Harbour Strategy', period })
})

test('a commitment has the number of its list, and a road map is dated by lines and lists', () => {
  const draft = draftOf(
    'Riverside Strategy 2030-2032\n\nIntroduction\n\nHow we work together with residents.\n\nListening\n\n1. We will hold a yearly forum.\n2. We will print what was said.\n\nActing\n\n3. We will answer in ten days.\n\nRoad map\n\nApril 2030: First forum held\nSept 2030: Answers printed\n',
  )
  const actions = draft.plans[0]?.sections.flatMap((section) => section.actions) ?? []
  expect(
    actions.map(({ ref, text, timescale }) => `${ref} ${text} ${timescale.latest ?? ''}`.trim()),
  ).toEqual([
    '1 We will hold a yearly forum.',
    '2 We will print what was said.',
    '3 We will answer in ten days.',
    '3.1 First forum held 2030-04-30',
    '3.2 Answers printed 2030-09-30',
  ])
})

test('milestones listed below a year have that year', async () => {
  const markdown =
    '# Riverside Strategy\n\n## Being there\n\nWe will:\n\n- walk each ward\n- open a desk\n\n## Road map\n\n### 2030\n\n- Walks begin\n- Desk opens\n\n### 2031\n\n- Second desk opens\n'
  const read = await readDocument('strategy.md', new TextEncoder().encode(markdown))
  expect(
    read.ok &&
      read.value.plans[0]?.sections.at(-1)?.actions.map(({ text, timescale }) => `${text} ${timescale.said}`),
  ).toEqual(['Walks begin 2030', 'Desk opens 2030', 'Second desk opens 2031'])
})

test('a sheet of one column is read as lines', async () => {
  const lines = [
    '"Rural Strategy 2030-2032"',
    '',
    'Priority 1: Prevention',
    'We will:',
    'Mark machinery',
    'Hold meets',
    'Priority 2: Response',
    'We will:',
    'Train officers',
    'Buy two drones',
  ]
  const read = await readDocument('strategy.csv', new TextEncoder().encode(lines.join('\n')))
  expect(
    read.ok &&
      read.value.plans[0]?.sections.map(({ title, actions }) => [title, ...actions.map(({ text }) => text)]),
  ).toEqual([
    ['Prevention', 'Mark machinery', 'Hold meets'],
    ['Response', 'Train officers', 'Buy two drones'],
  ])
})

test('a numbered priority directly above its list is a section heading', () => {
  const draft = draftOf(
    'Policing Plan 2030 to 2034\n\nOur priorities\n\nPriority one – Prevention\n• We will visit every victim\n• We will work with schools\n\nPriority two – Support\n• We will name a contact\n• We will keep our word\n',
  )
  expect(draft.plans[0]?.sections.map(({ title, actions }) => [title, actions.length])).toEqual([
    ['Priority one – Prevention', 2],
    ['Priority two – Support', 2],
  ])
})

test('a road map in a table of times and milestones belongs to the strategy', async () => {
  const markdown =
    '# Riverside Strategy 2030-2032\n\n## Being there\n\nWe will:\n\n- walk each ward\n- open a desk\n\n## Road map\n\n| When | Milestone |\n|---|---|\n| Spring 2030 | Walks begin |\n| By March 2032 | Review |\n'
  const read = await readDocument('strategy.md', new TextEncoder().encode(markdown))
  expect(
    read.ok &&
      read.value.plans.map(({ kind, sections }) => [
        kind,
        ...sections.map(({ title, actions }) => [
          title,
          ...actions.map(({ ref, text, timescale }) => `${ref} ${text} ${timescale.said}`.trim()),
        ]),
      ]),
  ).toEqual([
    [
      'strategy',
      ['Being there', '1.1 walk each ward', '1.2 open a desk'],
      ['Road map', '2.1 Walks begin Spring 2030', '2.2 Review By March 2032'],
    ],
  ])
})
