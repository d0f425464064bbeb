import { randomUUIDv7 } from 'node:crypto'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let editor: SignedIn
let reader: SignedIn
beforeAll(async () => {
  server = await aServer()
  const administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
  reader = await aColleague(server.url, administrator, 'reader')
  for (const code of ['quays', 'parks']) {
    const planId = randomUUIDv7()
    const { commands } = editor.client
    await commands.addPlan.mutate({
      ...{
        commandId: randomUUIDv7(),
        planId,
        title: `Safer ${code}`,
        code,
        kind: 'action-plan',
        on: '2026-10-01',
      },
    })
    for (const [words, owner] of [
      ['=SUM(A1) lamps', 'Estates'],
      ['Walk the quay', 'Ward Officers'],
    ] as const)
      await commands.addAction.mutate({
        ...{
          commandId: randomUUIDv7(),
          actionId: randomUUIDv7(),
          planId,
          words,
          on: '2026-10-02',
          timescale: 'by March 2027',
        },
        owners: [{ name: owner }],
      })
  }
})
afterAll(() => server.stop())

const takeOut = async (question: object, as: SignedIn | null = reader) => {
  const answer = await fetch(`${server.url}/api/exports`, {
    method: 'POST',
    headers: { ...as?.headers, 'content-type': 'application/json' },
    body: JSON.stringify(question),
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: answer.headers, bytes, text: bytes.toString('latin1') }
}
const codeIn = ({ text }: { readonly text: string }) =>
  (JSON.parse(text) as { error: { code: string } }).error.code

test.each([
  ['xlsx', 'PK'],
  ['ods', 'PK'],
  ['csv', '\u00ef\u00bb\u00bf'],
  ['md', '# Safer'],
  ['html', '<!doctype html>'],
  ['docx', 'PK'],
  ['pdf', '%PDF-'],
] as const)('a plan goes out as %s', async (format, begins) => {
  const { status, headers, text } = await takeOut({ plans: ['quays'], format })
  expect([status, headers.get('x-beatbook-actions'), headers.get('cache-control')]).toEqual([
    200,
    '2',
    'no-store',
  ])
  expect(headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename="quays \\d{4}-\\d\\d-\\d\\d\\.${format}"`),
  )
  expect(text.startsWith(begins)).toBe(true)
})

test('no text is a formula in what a spreadsheet reads', async () => {
  const { text } = await takeOut({ plans: ['quays'], format: 'csv' })
  expect(text).toContain("'=SUM(A1) lamps")
  const { bytes } = await takeOut({ plans: ['quays'], format: 'xlsx' })
  const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => /worksheets\/sheet\d+\.xml$/.test(name))
  expect(sheets.length).toBeGreaterThan(2)
  for (const [, sheet] of sheets) expect(Buffer.from(sheet).toString('utf8')).not.toMatch(/<f[ >]/)
})

test('every plan goes out together, filtered, and once for each owner', async () => {
  const all = await takeOut({ format: 'csv' })
  expect([all.headers.get('x-beatbook-plans'), all.text.trim().split('\r\n').length]).toEqual(['2', 5])
  const some = await takeOut({ format: 'csv', filter: { text: 'walk' } })
  expect(some.text.trim().split('\r\n')).toHaveLength(3)
  const owners = await takeOut({ plans: ['quays'], format: 'xlsx', perOwner: true })
  expect(Object.keys(unzipSync(owners.bytes)).map((name) => name.replace(/ \d{4}.*/, ''))).toEqual([
    'quays Estates',
    'quays Ward Officers',
  ])
  expect(codeIn(await takeOut({ format: 'csv', filter: { text: 'nobody wrote this' } }))).toBe(
    'nothing-to-take-out',
  )
})

test('a board paper and one action are set as pages', async () => {
  const paper = {
    ...{ title: 'How the quays stand', board: 'Policing Board', agenda: '7', date: '2026-12-15' },
    ...{ recommendations: ['Note the paper'], compareWith: '2026-11-01' },
  }
  const board = await takeOut({ plans: ['quays'], format: 'docx', paper })
  const words = Buffer.from(unzipSync(board.bytes)['word/document.xml'] ?? []).toString('utf8')
  for (const said of ['How the quays stand', 'Policing Board', 'Note the paper', 'OFFICIAL'.slice(0, 3)])
    expect(
      `${words}${Buffer.from(unzipSync(board.bytes)['word/header1.xml'] ?? []).toString('utf8')}`,
    ).toContain(said)
  expect((await takeOut({ plans: ['quays'], format: 'pdf', paper })).text.startsWith('%PDF-')).toBe(true)
  const action = await takeOut({ format: 'pdf', action: 'quays/2' })
  expect([action.text.startsWith('%PDF-'), action.headers.get('content-disposition')]).toEqual([
    true,
    expect.stringContaining('quays 2 '),
  ])
  expect(codeIn(await takeOut({ format: 'pdf' }))).toBe('paper-of-one-plan')
  expect(codeIn(await takeOut({ format: 'docx', plans: ['quays', 'parks'], paper }))).toBe(
    'paper-of-one-plan',
  )
})

test('it is asked with the rights of the person, and by nobody else', async () => {
  expect((await takeOut({ format: 'csv' }, null)).status).toBe(401)
  expect(codeIn(await takeOut({ plans: ['nowhere'], format: 'csv' }))).toBe('not-found')
  expect(codeIn(await takeOut({ plans: ['quays'], format: 'exe' }))).toBe('bad-input')
  expect(codeIn(await takeOut({ plans: ['quays'], format: 'csv', asAt: '2020-01-01' }))).toBe('not-found')
  const paper = { compareWith: '2020-01-01' }
  expect(codeIn(await takeOut({ plans: ['quays'], format: 'docx', paper }))).toBe('not-found')
})
