import { expect, test } from 'vitest'
import { draftOf, fixtureText } from '../fixture.ts'
import { publishDraft } from '../published.ts'

const log = (name: string) => publishDraft(draftOf(fixtureText(name), name))
const codes = (reading: ReturnType<typeof log>) => reading.findings.map((f) => [f.code, f.ref ?? null])

test('a recommendation is read with its statuses, comments and timescale', () => {
  const { plans } = log('inspection-log.txt')
  expect(plans).toMatchObject([
    {
      title: 'Answering the call',
      kind: 'recommendations',
      documentDate: { on: '2024-02-02', because: 'latest-entry' },
      sections: [
        {
          title: 'Answering the call',
          actions: [
            {
              ref: '1',
              ownerSaid: null,
              owners: [],
              timescale: { said: 'By March 2024', kind: 'by', latest: '2024-03-31' },
              stage: 'complete',
              stages: [
                { on: '2023-05-14', stage: 'awaiting-review' },
                { on: '2023-07-09', stage: 'being-progressed' },
                { on: '2024-02-02', stage: 'complete' },
              ],
              updates: [
                { on: '2023-07-09', paragraphs: 2 },
                { on: '2023-09-22', text: 'Owner is Chief Inspector Contact' },
                {
                  on: '2024-02-02',
                  text: 'The wait is now read out. Still to come: 1. The website 2. The text service',
                },
              ],
            },
          ],
        },
      ],
    },
  ])
})

test('an owner named in a comment is proposed and not assumed; one to be confirmed is not an owner', () => {
  const reading = log('inspection-log.txt')
  expect(reading.findings.filter((f) => f.code.startsWith('owner'))).toMatchObject([
    { code: 'owner-to-be-confirmed', ref: '1', on: '2023-07-09' },
    {
      code: 'owner-in-prose',
      ref: '1',
      args: { name: 'Chief Inspector Contact' },
      choices: ['use-owners', 'keep'],
    },
  ])
})

test("the page's own error banner is left out with a finding", () => {
  const reading = log('inspection-log.txt')
  expect(codes(reading)).toContainEqual(['ignored-text', null])
  expect(reading.ignored).toContainEqual(
    expect.objectContaining({ reason: 'page-furniture', text: '404 Page not found' }),
  )
})

test('each of several causes, recommendations and areas in a document has its own log', () => {
  const sections = log('broken-inspection-log.txt').plans[0]?.sections
  expect(
    sections?.map((s) => [s.title, s.actions.map((a) => [a.ref, a.stage, a.updates.map((u) => u.on)])]),
  ).toEqual([
    ['Cause of concern', [['1', 'complete', ['2024-02-02', '2024-03-05', null, null]]]],
    [
      'Areas for improvement',
      [
        ['AFI 1', 'awaiting-review', ['2024-04-03']],
        ['AFI 2', 'awaiting-review', ['2024-06-04', '2025-01-12']],
        ['AFI 3', null, [null]],
      ],
    ],
  ])
})

test('broken tags, impossible dates and unknown statuses are found', () => {
  const found = codes(log('broken-inspection-log.txt'))
  expect(found).toEqual(
    expect.arrayContaining([
      ['broken-markup', '1'],
      ['broken-markup', 'AFI 1'],
      ['broken-markup', 'AFI 2'],
      ['impossible-date', '1'],
      ['undated-update', '1'],
      ['undated-update', 'AFI 3'],
      ['unknown-stage', 'AFI 2'],
      ['relative-without-anchor', 'AFI 3'],
      ['generated-ref', '1'],
    ]),
  )
  expect(found.filter(([code]) => code === 'generated-ref')).toHaveLength(1)
})

test('a stated date of the document takes precedence over its latest entry', () => {
  expect(log('broken-inspection-log.txt').plans[0]?.documentDate).toEqual({
    on: '2025-06-01',
    because: 'stated',
  })
})

test('a date stated before the latest entry is not the document’s', () => {
  const text =
    'Custody\n\nPublished: 1 March 2024\n\nThe force should stop.\n\n[on]22nd March 2024 [status]awaiting-review[/status][/on]'
  expect(publishDraft(draftOf(text)).plans[0]?.documentDate).toEqual({
    on: '2024-03-22',
    because: 'latest-entry',
  })
})

test('a log in the cells of a table belongs to its row', () => {
  const rows =
    '1\tBy May 2024, stop.\t[on]22nd March 2024 [status]complete[/status][/on]\n2\tBy June 2024, go.\t[on]23rd March 2024 [comment]Going.[/on]'
  const { plans } = publishDraft(draftOf(`No\tRecommendation\tLog\n${rows}\n`))
  expect(
    plans[0]?.sections[0]?.actions.map((a) => [a.ref, a.text, a.stage, a.updates.map((u) => u.on)]),
  ).toEqual([
    ['1', 'By May 2024, stop.', 'complete', []],
    ['2', 'By June 2024, go.', null, ['2024-03-23']],
  ])
})

test('a log without any recommendation heading is read', () => {
  const { plans } = publishDraft(
    draftOf('Custody\nThe force should stop.\n\n[on]22nd March 2024 [status]awaiting-review[/status][/on]'),
  )
  expect(plans[0]).toMatchObject({
    title: 'Custody',
    sections: [{ actions: [{ ref: '1', text: 'The force should stop.', stage: 'awaiting-review' }] }],
  })
})

test('one tag that is missing, doubled, misspelt or lacks a bracket changes no status, comment or date, and is found', () => {
  const text = fixtureText('inspection-log.txt')
  const said = (t: string) => publishDraft(draftOf(t, 'inspection-log.txt')).plans
  const whole = said(text)
  for (const { 0: tag, index } of text.matchAll(/\[\/?(?:on|status|comment)\]/g)) {
    for (const broken of [
      '',
      tag + tag,
      tag.replace('/', ''),
      tag.replace('t', ''),
      tag.slice(1),
      tag.slice(0, -1),
    ]) {
      if (broken === tag) continue
      const damaged = text.slice(0, index) + broken + text.slice(index + tag.length)
      const where = `${tag} as ${broken} at ${index}`
      expect(said(damaged), where).toEqual(whole)
      expect(
        draftOf(damaged).findings.map((f) => f.code),
        where,
      ).toContain('broken-markup')
    }
  }
})

test('a numbered list has the numbers, and an area for improvement does not belong to the cause of concern before it', () => {
  const log = '[on]1 May 2030 [status]awaiting review[/status][/on]'
  const listed = draftOf(
    `Areas for improvement\n\n1. The force should record crime.\n${log}\n\n2. The force should review cases.\n${log}\n`,
  )
  expect(
    listed.plans[0]?.sections.flatMap((s) =>
      s.actions.map(({ ref, refOrigin, text }) => `${ref} ${refOrigin} ${text}`),
    ),
  ).toEqual(['1 read The force should record crime.', '2 read The force should review cases.'])
  const mixed = draftOf(
    `Custody log\n\nCause of concern\nThe force fails detainees.\n\nRecommendation 1\nThe force should check cells.\n${log}\n\nArea for improvement 1\nThe force should serve food.\n${log}\n`,
  )
  expect(
    mixed.plans[0]?.sections.map(({ title, actions }) => [title, ...actions.map(({ ref }) => ref)]),
  ).toEqual([
    ['Cause of concern', '1'],
    ['Custody log', 'AFI 1'],
  ])
})
