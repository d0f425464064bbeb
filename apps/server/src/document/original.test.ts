import { randomUUIDv7 as anId } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disposition } from '../file/send.ts'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

const page = `<html><body><script>alert(1)</script><h1>Harbour Delivery Plan</h1>
<table><tr><th>Ref</th><th>Action</th><th>Owner</th><th>Timescale</th></tr>
<tr><td>1</td><td>Walk the quay</td><td>Harbour Team</td><td>by June 2027</td></tr>
<tr><td>2</td><td>Count the boats</td><td>Harbour Team</td><td>by June 2027</td></tr></table></body></html>`

let server: Awaited<ReturnType<typeof aServer>>
let editor: SignedIn
let reader: SignedIn
let documentId: string
beforeAll(async () => {
  server = await aServer()
  const administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
  reader = await aColleague(server.url, administrator, 'reader')
  documentId = await accepted('Harbour – “draft” 50%.html')
})
afterAll(() => server.stop())

const bring = (name: string, body: string): Promise<Response> =>
  fetch(`${server.url}/api/drafts?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: editor.headers,
    body,
  })
const accepted = async (name: string): Promise<string> => {
  const { id: draftId } = (await (await bring(name, page)).json()) as { id: string }
  const outcome = await editor.client.commands.acceptDraft.mutate({ commandId: anId(), draftId, as: [] })
  return outcome.documentId ?? ''
}
const ask = (
  id: string,
  as: SignedIn | null,
  init: RequestInit & { headers?: Record<string, string> } = {},
) =>
  fetch(`${server.url}/api/documents/${id}/file`, {
    ...init,
    headers: { ...as?.headers, ...init.headers },
  })

test('a reader gets the original document, as a download that the browser does not open', async () => {
  const answer = await ask(documentId, reader)
  expect(answer.status).toBe(200)
  const { headers } = answer
  expect(await answer.text()).toBe(page)
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self';")
  expect(headers.get('content-length')).toBe(String(Buffer.byteLength(page)))
  expect(headers.get('cache-control')).toBe('private, no-cache')
  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="Harbour _ _draft_ 50_.html"; ' +
      "filename*=UTF-8''Harbour%20%E2%80%93%20%E2%80%9Cdraft%E2%80%9D%2050%25.html",
  )
})

test('it is sent again only if the browser does not have it', async () => {
  const etag = (await ask(documentId, reader)).headers.get('etag') ?? ''
  const { original } = await reader.client.documents.get.query({ id: documentId })
  expect(etag).toBe(`"${original?.sha256}"`)
  const again = await ask(documentId, reader, { headers: { 'if-none-match': `"x", W/${etag}` } })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  const other = await ask(documentId, reader, { headers: { 'if-none-match': '"x"' } })
  expect([other.status, (await other.text()).length]).toEqual([200, page.length])
  const head = await ask(documentId, reader, { method: 'HEAD' })
  expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([
    200,
    '',
    String(Buffer.byteLength(page)),
  ])
})

test('it needs a session, and an unknown document is not found', async () => {
  const answer = await ask(documentId, null)
  expect([answer.status, await answer.json()]).toEqual([401, { error: { code: 'not-signed-in', args: {} } }])
  const nowhere = await ask(anId(), reader)
  expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { error: { code: 'not-found' } }])
})

test('a file’s name cannot add to the header', () => {
  expect(disposition('a"; x="\\%22\r\nset-cookie: x.txt')).toBe(
    'attachment; filename="a_; x=___22__set-cookie: x.txt"; ' +
      "filename*=UTF-8''a%22%3B%20x%3D%22%5C%2522%0D%0Aset-cookie%3A%20x.txt",
  )
  expect(disposition("it's (1)*.txt")).toContain("filename*=UTF-8''it%27s%20%281%29%2A.txt")
})

test('a missing file is reported by the page, the answer and /health after a start', async () => {
  const own = await aServer()
  try {
    const { client, headers } = await setUp(own.url)
    const brought = await fetch(`${own.url}/api/drafts?name=plan.html`, {
      method: 'POST',
      headers,
      body: page,
    })
    const { id: draftId } = (await brought.json()) as { id: string }
    const { documentId: id } = await client.commands.acceptDraft.mutate({
      commandId: anId(),
      draftId,
      as: [],
    })
    const database = join(own.folder, 'record.db')
    await own.stop({ keep: true })
    rmSync(`${database}.files`, { recursive: true })

    const again = await aServer({ DATABASE_URL: `sqlite:${database}` })
    const health = async () => (await (await fetch(`${again.url}/health`)).json()) as { files: object | null }
    while ((await health()).files === null) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await health()).toMatchObject({ files: { named: 1, missing: 1 } })
    const ready = await fetch(`${again.url}/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { warnings: ['files-missing'] }])
    const answer = await fetch(`${again.url}/api/documents/${id}/file`, { headers })
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { error: { code: 'no-original', args: { because: 'missing' } } },
    ])
    await again.stop()
  } finally {
    rmSync(own.folder, { recursive: true, force: true })
  }
})

test('a document that the file check refuses is neither stored nor read, but others are', async () => {
  const scanner = join(mkdtempSync(join(tmpdir(), 'beatbook-')), 'scanner')
  writeFileSync(scanner, '#!/bin/sh\n! grep -q EICAR "$1"\n')
  chmodSync(scanner, 0o700)
  const checking = await aServer({ FILE_CHECK_COMMAND: scanner })
  try {
    const { client, headers } = await setUp(checking.url)
    expect((await client.session.me.query()).filesChecked).toBe(true)
    const bringTo = (body: string) =>
      fetch(`${checking.url}/api/drafts?name=plan.html`, { method: 'POST', headers, body })
    const answer = await bringTo(page.replace('boats', 'EICAR'))
    expect([answer.status, await answer.json()]).toEqual([
      422,
      { error: { code: 'file-refused', args: { because: 'found' } } },
    ])
    expect(await client.drafts.list.query()).toEqual([])
    expect(readdirSync(join(checking.folder, 'record.db.files'))).toEqual([])
    expect((await bringTo(page)).status).toBe(201)
  } finally {
    await checking.stop()
    rmSync(dirname(scanner), { recursive: true })
  }
})
