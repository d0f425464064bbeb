import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { refusalIn } from '@beatbook/api/client'
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
  {
    name = 'plan.txt',
    as = editor,
    query = '',
  }: { name?: string; as?: SignedIn | null; query?: string } = {},
) => {
  const answer = await fetch(`${server.url}/api/drafts?name=${encodeURIComponent(name)}${query}`, {
    method: 'POST',
    headers: as?.headers ?? {},
    body,
    duplex: 'half',
  } as RequestInit)
  return {
    status: answer.status,
    body: (await answer.json()) as { id: string; error: { code: string; args: Record<string, unknown> } },
  }
}

test('a document becomes a draft of the person who uploaded it only', async () => {
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

test('only editors upload documents', async () => {
  const reader = await aColleague(server.url, administrator, 'reader')
  expect(await upload(plan, { as: null })).toMatchObject({
    status: 401,
    body: { error: { code: 'not-signed-in' } },
  })
  expect(await upload(plan, { as: reader })).toMatchObject({
    status: 403,
    body: { error: { code: 'not-allowed' } },
  })
})

test('a document without a name is refused', async () => {
  expect(await upload(plan, { name: ' ' })).toMatchObject({
    status: 400,
    body: { error: { code: 'bad-input', args: { path: 'name' } } },
  })
})

test('a file’s name is saved on one line, without control characters', async () => {
  const { status, body } = await upload(plan, { name: ' plan\u202efdp\u001b]0;x\u0007\n.txt ' })
  expect(status).toBe(201)
  expect(await editor.client.drafts.get.query({ id: body.id })).toMatchObject({
    draft: { source: { name: 'planfdp]0;x .txt' } },
  })
  await editor.client.drafts.discard.mutate({ id: body.id })
})

const photo = new Uint8Array([
  0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9,
])
const bomb = () =>
  zipSync(
    {
      '[Content_Types].xml': new Uint8Array(10),
      'word/document.xml': new Uint8Array(2 * limits.ratioFromBytes),
    },
    { level: 9 },
  )
const truncated = () =>
  zipSync({ 'xl/workbook.xml': new Uint8Array(20_000).map((_, index) => index % 251) }).subarray(0, 4_000)

test.each([
  ['an empty file', 'plan.txt', () => new Uint8Array(), 422, 'empty-file'],
  ['a photo renamed .docx', 'photo.docx', () => photo, 415, 'not-a-document'],
  ['a truncated workbook', 'plan.xlsx', truncated, 422, 'broken-archive'],
  ['a zip bomb', 'plan.docx', bomb, 413, 'zip-bomb'],
  [
    'a text without any action',
    'letter.txt',
    () => 'Dear all, thank you for a lovely afternoon.',
    422,
    'nothing-recognised',
  ],
])('%s is refused with its reason and leaves no draft', async (_, name, body, status, code) => {
  expect(await upload(body() as BodyInit, { name })).toMatchObject({
    status,
    body: { error: { code, args: { name } } },
  })
  expect(await editor.client.drafts.list.query()).toEqual([])
})

test('a person with fifty drafts is refused before another document is read; one accepted twice must be confirmed', async () => {
  const keen = await aColleague(server.url, administrator, 'administrator')
  for (let n = 0; n < 2; n++) expect((await upload(plan, { as: keen })).status).toBe(201)
  const record = new DatabaseSync(join(server.folder, 'record.db'))
  const columns = 'author, name, created_at, expires_at, summary, decisions, draft'
  const copy = record.prepare(
    `insert into draft (id, ${columns}) select ?, ${columns} from draft where author = ? limit 1`,
  )
  for (let n = 2; n < 50; n++) copy.run(crypto.randomUUID(), keen.id)
  record.close()
  expect(await upload(plan, { as: keen })).toEqual({
    status: 409,
    body: { error: { code: 'drafts-full', args: { limit: 50 } } },
  })
  const [first, second] = await keen.client.drafts.list.query()
  await keen.client.commands.acceptDraft.mutate({ commandId: crypto.randomUUID(), draftId: first?.id ?? '' })
  const again = { commandId: crypto.randomUUID(), draftId: second?.id ?? '' }
  expect(
    refusalIn(await keen.client.commands.acceptDraft.mutate(again).catch((error: unknown) => error)),
  ).toMatchObject({
    code: 'same-document',
    args: { code: 'charter' },
  })
  expect(await keen.client.commands.acceptDraft.mutate({ ...again, again: true })).toMatchObject({
    plans: [{ code: 'charter-2' }],
  })
})

/** A file of `megabytes` that is never completely in memory. */
const stream = (megabytes: number) =>
  Readable.toWeb(
    Readable.from(
      (function* () {
        for (let sent = 0; sent < megabytes; sent++) yield Buffer.alloc(1024 * 1024, 'x')
      })(),
    ),
  ) as unknown as BodyInit

/** The bytes of all buffers that are still referenced. */
const buffered = (): number => {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().arrayBuffers
}

test('a file of 200 MB is refused without being buffered', async () => {
  const before = buffered()
  const { status, body } = await upload(stream(200), { name: 'huge.txt' })
  expect([status, body.error]).toEqual([
    413,
    { code: 'too-large', args: { name: 'huge.txt', limit: limits.fileBytes } },
  ])
  expect(buffered() - before).toBeLessThan(3 * limits.fileBytes)
  expect(await editor.client.drafts.list.query()).toEqual([])
})

test('a file that announces too large a size is refused before it is sent', async () => {
  const { status } = await upload(Buffer.alloc(limits.fileBytes + 1), { name: 'huge.txt' })
  expect(status).toBe(413)
})

const large = (rows: number) =>
  `Bridewell Delivery Plan\nRef\tAction\tOwner\tTimescale\tRAG\n${Array.from({ length: rows }, (_, at) => `${at + 1}\tWalk beat ${at + 1} twice a week\tTeam ${at % 9}\tOct 26\tA`).join('\n')}\n`
const jobs = async (as: SignedIn | null = editor) => {
  const answer = await fetch(`${server.url}/api/jobs`, { headers: as?.headers ?? {} })
  return {
    status: answer.status,
    jobs: ((await answer.json()) as { jobs: { id: string; state: string }[] }).jobs,
  }
}
/** Waits until the editor's job is at `state`. */
const until = async (id: string, state: string | undefined) => {
  while ((await jobs()).jobs.find((job) => job.id === id)?.state !== state) await wait(20)
}

test('the progress of reading is visible to the uploader only', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  const one = upload(large(4_000), { name: 'first.txt', query: `&job=${first}` })
  await until(first, 'reading')
  const other = upload(plan, { name: 'second.txt', query: `&job=${second}` })
  await until(second, 'waiting')
  expect((await jobs()).jobs).toEqual([
    { id: first, name: 'first.txt', state: 'reading', ahead: 0, seconds: expect.any(Number), limit: 20 },
    { id: second, name: 'second.txt', state: 'waiting', ahead: 0, seconds: 0, limit: 20 },
  ])
  expect(await jobs(administrator)).toEqual({ status: 200, jobs: [] })
  expect((await jobs(null)).status).toBe(401)
  expect(await upload(plan, { query: `&job=${first}` })).toMatchObject({
    status: 409,
    body: { error: { code: 'id-reused' } },
  })
  expect((await Promise.all([one, other])).map(({ status }) => status)).toEqual([201, 201])
  expect((await jobs()).jobs).toEqual([])
})

test('only its author can stop a job, which then leaves no draft', async () => {
  const id = randomUUID()
  const before = (await editor.client.drafts.list.query()).length
  const stop = (as: SignedIn, job: string) =>
    fetch(`${server.url}/api/jobs/${job}`, { method: 'DELETE', headers: as.headers }).then(
      ({ status }) => status,
    )
  const uploading = upload(large(6_000), { query: `&job=${id}` })
  await until(id, 'reading')
  expect([await stop(administrator, id), await stop(editor, randomUUID()), await stop(editor, id)]).toEqual([
    404, 404, 204,
  ])
  expect(await uploading).toMatchObject({ status: 499, body: { error: { code: 'stopped' } } })
  expect((await editor.client.drafts.list.query()).length).toBe(before)
})

test('closing the connection stops the reading', async () => {
  const id = randomUUID()
  const before = (await editor.client.drafts.list.query()).length
  const gone = new AbortController()
  const init = { method: 'POST', headers: editor.headers, body: large(9_000), signal: gone.signal }
  const uploading = fetch(`${server.url}/api/drafts?name=plan.txt&job=${id}`, init).catch(() => null)
  await until(id, 'reading')
  gone.abort()
  expect(await uploading).toBeNull()
  await until(id, undefined)
  expect((await editor.client.drafts.list.query()).length).toBe(before)
})

test('a job needs a valid id', async () => {
  expect(await upload(plan, { query: '&job=1' })).toMatchObject({
    status: 400,
    body: { error: { code: 'bad-input', args: { path: 'job' } } },
  })
})

test('waiting documents of one person are limited, and those of others are admitted meanwhile', async () => {
  // Without `content-length` each counts with the maximum size until it is over.
  const slow = Array.from({ length: 2 }, () => {
    const id = randomUUID()
    const body = Readable.toWeb(
      Readable.from(
        (async function* () {
          yield Buffer.from(plan)
          await until(id, 'arriving')
          await released
        })(),
      ),
    ) as unknown as BodyInit
    return { id, answer: upload(body, { query: `&job=${id}` }) }
  })
  for (const { id } of slow) await until(id, 'arriving')
  const third = await upload(plan)
  expect(third).toMatchObject({
    status: 429,
    body: { error: { code: 'too-many-at-once', args: { seconds: expect.any(Number) } } },
  })
  expect((await upload(plan, { as: administrator })).status).toBe(201)
  release()
  expect(await Promise.all(slow.map(({ answer }) => answer.then(({ status }) => status)))).toEqual([201, 201])
  expect((await upload(plan)).status).toBe(201)
})
const { promise: released, resolve: release } = Promise.withResolvers<void>()
