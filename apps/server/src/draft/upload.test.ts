import { Readable } from 'node:stream'
import { limits } from '@beatbook/documents'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

const plan = `Bridewell Community Charter Delivery Plan
Ref\tAction\tOwner\tTimescale\tRAG
1\tHold a beat surgery in every ward each quarter\tEngagement Team\tOct 26\tA
2\tPublish what was heard\tWeb Team\tBy Jan 27\tG
`

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let editor: SignedIn
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
})
afterAll(() => server.stop())

const upload = async (
  body: RequestInit['body'],
  { name = 'plan.txt', as = editor, query = '' }: { name?: string; as?: SignedIn | null; query?: string } = {},
) => {
  const answer = await fetch(`${server.url}/api/drafts?name=${encodeURIComponent(name)}${query}`, {
    method: 'POST',
    headers: as?.headers ?? {},
    body,
    duplex: 'half',
  } as RequestInit)
  return { status: answer.status, body: (await answer.json()) as { id: string; error: { code: string; args: Record<string, unknown> } } }
}

test('a document becomes a draft of whoever brought it, and of nobody else', async () => {
  const { status, body } = await upload(plan)
  expect(status).toBe(201)
  expect(await editor.client.drafts.get.query({ id: body.id })).toMatchObject({
    id: body.id,
    draft: { source: { name: 'plan.txt' }, plans: [{ sections: [{ actions: [{}, {}] }] }] },
  })
  expect(await administrator.client.drafts.list.query()).toEqual([])
  await editor.client.drafts.discard.mutate({ id: body.id })
  expect(await editor.client.drafts.list.query()).toEqual([])
})

test('only those who may edit bring documents', async () => {
  const reader = await aColleague(server.url, administrator, 'reader')
  expect(await upload(plan, { as: null })).toMatchObject({ status: 401, body: { error: { code: 'not-signed-in' } } })
  expect(await upload(plan, { as: reader })).toMatchObject({ status: 403, body: { error: { code: 'not-allowed' } } })
})

test('a document without a name is refused', async () => {
  expect(await upload(plan, { name: ' ' })).toMatchObject({ status: 400, body: { error: { code: 'bad-input', args: { path: 'name' } } } })
})

const photo = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9])
const bomb = () => zipSync({ '[Content_Types].xml': new Uint8Array(10), 'word/document.xml': new Uint8Array(2 * limits.ratioFromBytes) }, { level: 9 })
const truncated = () => zipSync({ 'xl/workbook.xml': new Uint8Array(20_000).map((_, index) => index % 251) }).subarray(0, 4_000)

test.each([
  ['an empty file', 'plan.txt', () => new Uint8Array(), 422, 'empty-file'],
  ['a photo renamed .docx', 'photo.docx', () => photo, 415, 'not-a-document'],
  ['a truncated workbook', 'plan.xlsx', truncated, 422, 'broken-archive'],
  ['a zip bomb', 'plan.docx', bomb, 413, 'zip-bomb'],
  ['a text without any action', 'letter.txt', () => 'Dear all, thank you for a lovely afternoon.', 422, 'nothing-recognised'],
])('%s is refused with its reason and leaves no draft', async (_, name, body, status, code) => {
  expect(await upload(body() as BodyInit, { name })).toMatchObject({ status, body: { error: { code, args: { name } } } })
  expect(await editor.client.drafts.list.query()).toEqual([])
})

/** A file of `megabytes` that is never in memory as a whole. */
const stream = (megabytes: number) =>
  Readable.toWeb(
    Readable.from(
      (function* () {
        for (let sent = 0; sent < megabytes; sent++) yield Buffer.alloc(1024 * 1024, 'x')
      })(),
    ),
  ) as unknown as BodyInit

test('a file of 200 MB is refused without being held', async () => {
  const before = process.memoryUsage().arrayBuffers
  const { status, body } = await upload(stream(200), { name: 'huge.txt' })
  expect([status, body.error]).toEqual([413, { code: 'too-large', args: { name: 'huge.txt', limit: limits.fileBytes } }])
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * limits.fileBytes)
  expect(await editor.client.drafts.list.query()).toEqual([])
})

test('a file that announces too large a size is refused before it is sent', async () => {
  const { status } = await upload(Buffer.alloc(limits.fileBytes + 1), { name: 'huge.txt' })
  expect(status).toBe(413)
})
