import { randomUUIDv7 as anId } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { refusalIn } from '@beatbook/api/client'
import { MOST_FILE_BYTES } from '@beatbook/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aColleague, aServer, type SignedIn, setUp } from '../testing/server.ts'

let server: Awaited<ReturnType<typeof aServer>>
let administrator: SignedIn
let editor: SignedIn
let reader: SignedIn
let actionId: string
beforeAll(async () => {
  server = await aServer()
  administrator = await setUp(server.url)
  editor = await aColleague(server.url, administrator, 'editor')
  reader = await aColleague(server.url, administrator, 'reader')
  const planId = anId()
  actionId = anId()
  const plan = {
    commandId: anId(),
    planId,
    title: 'Harbour',
    kind: 'delivery-plan',
    code: 'harbour',
  } as const
  await editor.client.commands.addPlan.mutate(plan)
  const action = { commandId: anId(), actionId, planId, words: 'Walk the quay' }
  await editor.client.commands.addAction.mutate(action)
})
afterAll(() => server.stop())

const page = '<html><script>alert(1)</script></html>'
interface Sent {
  readonly status: number
  readonly body: {
    readonly id: string
    readonly name: string
    readonly bytes: number
    readonly error: { readonly code: string; readonly args: object }
  }
}
const send = async (
  name: string,
  body: RequestInit['body'] = page,
  as: SignedIn | null = editor,
  url = server.url,
): Promise<Sent> => {
  const answer = await fetch(`${url}/api/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: as?.headers ?? {},
    body,
    duplex: 'half',
  } as RequestInit)
  return { status: answer.status, body: (await answer.json()) as Sent['body'] }
}
const download = (attachmentId: string, as: SignedIn | null = reader, of = actionId) =>
  fetch(`${server.url}/api/actions/${encodeURIComponent(of)}/files/${attachmentId}`, {
    headers: as?.headers ?? {},
  })

test('an uploaded file is attached, and saved by readers without being opened', async () => {
  const sent = await send(' The “quay”.txt ')
  expect(sent).toMatchObject({ status: 201, body: { name: 'The “quay”.txt', bytes: page.length } })
  const attachmentId = anId()
  const given = { commandId: anId(), actionId, attachmentId, uploadId: sent.body.id, evidence: true }
  await editor.client.commands.addAttachment.mutate(given)
  const { attachments, attached } = await reader.client.actions.get.query({ address: 'harbour/1' })
  expect(attachments).toMatchObject([
    { id: attachmentId, file: { name: 'The “quay”.txt', bytes: page.length } },
  ])
  expect(attached).toEqual({ count: 1, evidence: 1 })
  for (const of of [actionId, 'harbour/1']) {
    const answer = await download(attachmentId, reader, of)
    expect([answer.status, await answer.text()]).toEqual([200, page])
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="The _quay_.txt"; ' + "filename*=UTF-8''The%20%E2%80%9Cquay%E2%80%9D.txt",
    )
  }
})

test('only editors send files, and everybody who reads the action gets them', async () => {
  expect(await send('quay.pdf', page, null)).toMatchObject({
    status: 401,
    body: { error: { code: 'not-signed-in' } },
  })
  expect(await send('quay.pdf', page, reader)).toMatchObject({
    status: 403,
    body: { error: { code: 'not-allowed' } },
  })
  expect((await download(anId(), null)).status).toBe(401)
  expect((await download(anId())).status).toBe(404)
  expect((await download(anId(), reader, 'harbour/7')).status).toBe(404)
})

test('another person’s upload cannot be attached', async () => {
  const { body } = await send('quay.pdf', page, administrator)
  const refusal = await editor.client.commands.addAttachment
    .mutate({ commandId: anId(), actionId, attachmentId: anId(), uploadId: body.id })
    .then(() => null, refusalIn)
  expect(refusal).toEqual({ code: 'not-found', args: { what: 'upload', id: body.id } })
})

test.each([
  ['a program', 'quay.exe', page, 422, 'file-kind-refused'],
  ['a page', 'quay.html', page, 422, 'file-kind-refused'],
  ['a file without an ending', 'quay', page, 422, 'file-kind-refused'],
  ['a file without a name', ' ', page, 400, 'bad-input'],
  ['an empty file', 'quay.txt', '', 422, 'empty-file'],
  ['a large file', 'quay.txt', new Uint8Array(MOST_FILE_BYTES + 1), 413, 'too-large'],
] as const)('%s is refused', async (_, name, body, status, code) => {
  expect(await send(name, body)).toMatchObject({ status, body: { error: { code } } })
})

test('a file that the check refuses is not stored, but others are', async () => {
  const scanner = join(mkdtempSync(join(tmpdir(), 'beatbook-')), 'scanner')
  writeFileSync(scanner, '#!/bin/sh\n! grep -q EICAR "$1"\n')
  chmodSync(scanner, 0o700)
  const checking = await aServer({ FILE_CHECK_COMMAND: scanner })
  try {
    const own = await setUp(checking.url)
    expect(await send('quay.txt', 'EICAR', own, checking.url)).toMatchObject({
      status: 422,
      body: { error: { code: 'file-refused', args: { because: 'found' } } },
    })
    expect(readdirSync(join(checking.folder, 'record.db.files'))).toEqual([])
    expect((await send('quay.txt', 'fine', own, checking.url)).status).toBe(201)
  } finally {
    await checking.stop()
    rmSync(dirname(scanner), { recursive: true })
  }
})
