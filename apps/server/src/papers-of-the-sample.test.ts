import { actionPaper, boardPaper, docxOf, type PaperTemplate, pdfOf } from '@beatbook/documents/paper'
import { addDays } from '@beatbook/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServer, type SignedIn, setUp } from './testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let client: SignedIn['client']
let today = ''
beforeAll(async () => {
  server = await aServer()
  ;({ client } = await setUp(server.url, { force: undefined, sample: true }))
  today = (await client.session.me.query()).today
}, 120_000)
afterAll(() => server.stop())

const template: PaperTemplate = {
  force: 'Arden Vale Police',
  crest: null,
  accent: '#0b3a5e',
  opening: [],
  closing: [{ title: 'Equality', paragraphs: ['Nobody is treated worse by what this paper asks for.'] }],
}
const made = '2026-12-01T09:00:00.000Z'

test('the board paper of the sample is made from answers of the API, in Word and PDF', async () => {
  const [plan, before] = ['charter', addDays(today, -60)]
  const rowsOn = async (asAt: string) =>
    (await client.actions.list.query({ plan, asAt, limit: 200, withdrawn: 'with' })).rows
  const rows = await rowsOn(today)
  const red = rows.filter(({ computed }) => computed?.level === 'red')
  const until = addDays(today, 90)
  const paper = boardPaper({
    particulars: { title: 'Progress of the charter', board: 'Policing Board', marking: 'Official' },
    template,
    plan: await client.plans.get.query({ plan, asAt: today }),
    rows,
    view: null,
    asAt: today,
    knownAt: null,
    made,
    earlier: {
      on: before,
      rows: await rowsOn(before),
      comparison: await client.plans.compare.query({ plan, from: before, to: today }),
    },
    turning: { until, rows: await client.rating.turning.query({ plan, asAt: today, until }) },
    reds: await Promise.all(red.map(({ address }) => client.rating.why.query({ address, asAt: today }))),
    trends: await client.rating.trends.query({ plan, asAt: today, from: before, to: until }),
  })
  const headings = paper.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.is === 'heading' && block.level === 1 ? [block.words.split(' ')[0]] : [],
    ),
  )
  expect(headings).toEqual(
    'Purpose Recommendations Where Levels What What What Equality Appendix Appendix Appendix'.split(' '),
  )
  expect(red.length).toBeGreaterThan(0)
  expect(JSON.stringify(paper)).not.toMatch(/undefined|NaN|\[object/)
  const pdf = await pdfOf(paper)
  expect(pdf.ok && new TextDecoder('latin1').decode(pdf.value.slice(0, 5))).toBe('%PDF-')
  expect((await docxOf(paper)).length).toBeGreaterThan(10_000)
})

test('an action of the sample on paper has its history', async () => {
  const address = 'charter/1'
  const history = await client.actions.history.query({ address, asAt: today })
  const paper = actionPaper({
    action: await client.actions.get.query({ address, asAt: today }),
    why: await client.rating.why.query({ address, asAt: today }),
    history,
    names: new Map(),
    columns: [],
    template,
    marking: null,
    author: null,
    asAt: today,
    knownAt: null,
    made,
  })
  const tables = paper.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.is === 'table' ? [block] : [])),
  )
  expect(tables.map(({ rows }) => rows.length)).toEqual([expect.any(Number), history.length])
  expect(await pdfOf(paper)).toMatchObject({ ok: true })
})
