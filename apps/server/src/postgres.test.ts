import { randomUUIDv7 } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canStartCluster, type FreshDatabase, freshDatabase } from '@beatbook/store/testing/cluster'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cannotStartWords } from './record/cannot-start.ts'
import { runCommand } from './record/commands.ts'
import { readSettings } from './setting/settings.ts'
import { start } from './start.ts'
import { aColleague, aServer, setUp, signedInWith } from './testing/server.ts'

describe.skipIf(!canStartCluster())('a server on PostgreSQL', () => {
  let folder: string
  let database: FreshDatabase
  const settings = () => ({ DATABASE_URL: database.url, FILES_FOLDER: join(folder, 'data', 'files') })
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
    database = await freshDatabase()
  })
  afterEach(async () => {
    await database.drop()
    rmSync(folder, { recursive: true })
  })

  test('is set up, signs people in, reads documents, and goes on after a restart', async () => {
    const server = await aServer(settings())
    const administrator = await setUp(server.url)
    const editor = await aColleague(server.url, administrator, 'editor')
    expect((await editor.client.session.me.query()).person).toMatchObject({ role: 'editor' })
    expect(existsSync(join(folder, 'data', 'secret'))).toBe(true)
    const uploaded = await fetch(`${server.url}/api/drafts?name=plan.txt`, {
      method: 'POST',
      headers: editor.headers,
      body: plan,
    })
    const { id } = (await uploaded.json()) as { id: string }
    // A draft is a heavy question: a worker answers it.
    expect((await editor.client.drafts.get.query({ id })).draft.plans).toHaveLength(1)
    const commandId = randomUUIDv7()
    await editor.client.commands.acceptDraft.mutate({ commandId, draftId: id, as: [] })
    expect(await editor.client.plans.list.query({})).toMatchObject([{ counts: { actions: 2 } }])
    await server.stop()

    const again = await aServer(settings())
    const person = signedInWith(again.url, editor.headers.authorization.replace(/^Bearer /, ''))
    expect(await person.client.plans.list.query({})).toMatchObject([{ counts: { actions: 2 } }])
    const [document] = await person.client.documents.list.query()
    const original = await fetch(`${again.url}/api/documents/${document?.id}/file`, {
      headers: person.headers,
    })
    expect(await original.text()).toBe(plan)
    const ready = await (await fetch(`${again.url}/ready`)).json()
    expect(ready).toMatchObject({ ready: true, because: [], quickCheck: null, backup: null })
    await again.stop()
  })

  test('is checked by the operator’s command; its backup is that of PostgreSQL', async () => {
    const server = await aServer(settings())
    await setUp(server.url)
    const run = (...given: string[]) => runCommand(given, settings(), folder)
    expect(await run('check')).toMatchObject({ code: 0, out: expect.stringContaining('The record is well') })
    expect(JSON.parse((await run('check', '--json')).out)).toMatchObject({
      ok: true,
      checked: { faults: [] },
    })
    expect(await run('backup', 'one.db')).toMatchObject({
      code: 1,
      error: expect.stringContaining('pg_dump'),
    })
    expect(await run('restore', 'one.db')).toMatchObject({ code: 1 })
    await server.stop()
    const none = await freshDatabase()
    expect(await runCommand(['check'], { ...settings(), DATABASE_URL: none.url }, folder)).toMatchObject({
      code: 1,
      error: expect.stringContaining('There is no record'),
    })
    await none.drop()
  })

  test.each([
    ['cannot be reached', 'postgres://127.0.0.1:1/none', /^PostgreSQL cannot be used \(.*ECONNREFUSED/],
    ['has no such database', null, /^PostgreSQL cannot be used \(.*"nowhere" does not exist/],
  ])('does not start where its PostgreSQL %s, and says why in one sentence', async (_, given, words) => {
    const nowhere = database.url.replace('/postgres?', '/nowhere?')
    const read = readSettings({
      ...settings(),
      PORT: '0',
      LOG_LEVEL: 'silent',
      DATABASE_URL: given ?? nowhere,
    })
    if (!read.ok) throw new Error(read.error)
    const error: unknown = await start(read.value).catch((reason: unknown) => reason)
    expect(cannotStartWords(error, read.value)).toMatch(words)
  })
})

const plan = `Bridewell Community Charter Delivery Plan
Ref\tAction\tOwner\tTimescale\tRAG
1\tHold a beat surgery in every ward each quarter\tEngagement Team\tOct 26\tA
2\tPublish what was heard\tWeb Team\tBy Jan 27\tG
`
