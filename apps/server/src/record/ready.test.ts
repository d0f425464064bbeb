import { renameSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { refusalIn } from '@beatbook/api/client'
import { afterEach, expect, test } from 'vitest'
import { aServer, setUp } from '../testing/server.ts'
import { type ReadinessParts, readinessOf } from './ready.ts'

let server: Awaited<ReturnType<typeof aServer>> | undefined
afterEach(async () => {
  await server?.stop()
  server = undefined
})

const ask = async (url: string) => {
  const answer = await fetch(`${url}/ready`)
  return {
    status: answer.status,
    body: (await answer.json()) as { because: string[]; written: { failure: string | null } | null },
  }
}
const untilBecause = async (url: string, reason: string) => {
  for (;;) {
    const answer = await ask(url)
    if (answer.body.because.includes(reason)) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('a ready server reports it, with what an operator should know', async () => {
  server = await aServer()
  const { status, body } = await ask(server.url)
  expect([status, body]).toMatchObject([
    200,
    {
      ready: true,
      because: [],
      warnings: [],
      written: { failure: null },
      readFailure: null,
      clockBehindSeconds: 0,
      backup: null,
      freeBytes: expect.any(Number),
    },
  ])
})

test('while nothing can be written it is alive but not ready, and recovers by itself', async () => {
  server = await aServer()
  const { client } = await setUp(server.url)
  const other = new DatabaseSync(join(server.folder, 'record.db'))
  other.exec('begin immediate')
  expect(await client.work.answerFor.mutate({ parties: [] }).catch(refusalIn)).toMatchObject({
    code: 'storage-busy',
  })
  expect(await ask(server.url)).toMatchObject({
    status: 503,
    body: { because: ['writing'], written: { failure: 'storage-busy' } },
  })
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  other.exec('rollback')
  other.close()
  for (;;) if ((await ask(server.url)).status === 200) break
})

test('a database that is moved away while in use is reported, and nothing is written that would be lost', async () => {
  server = await aServer()
  const { client } = await setUp(server.url)
  const file = join(server.folder, 'record.db')
  renameSync(file, `${file}.away`)
  expect(await untilBecause(server.url, 'files-moved')).toMatchObject({ status: 503 })
  expect(await client.work.answerFor.mutate({ parties: [] }).catch(refusalIn)).toMatchObject({
    code: 'storage-failed',
  })
  renameSync(`${file}.away`, file)
  for (;;) if ((await ask(server.url)).status === 200) break
  expect(await client.work.answerFor.mutate({ parties: [] })).toBeNull()
})

test('a database that is truncated while in use is reported, and the server survives', async () => {
  server = await aServer()
  const { client } = await setUp(server.url)
  const file = join(server.folder, 'record.db')
  truncateSync(file, 8_192)
  expect(await untilBecause(server.url, 'file-cut-short')).toMatchObject({ status: 503 })
  const asked = await Promise.all(
    [client.plans.list.query(), client.documents.list.query(), client.people.list.query()].map((each) =>
      each.catch(refusalIn),
    ),
  )
  expect(
    asked
      .filter((answer) => !Array.isArray(answer))
      .every((answer) => (answer as { code: string } | null)?.code === 'storage-failed'),
  ).toBe(true)
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
})

const well: ReadinessParts = {
  version: '0',
  now: () => '2026-11-28T12:00:00.000Z',
  folder: null,
  store: {
    state: async () => ({ ok: true, migrations: ['0001-events'] }),
    condition: () => ({
      written: null,
      readFailure: null,
      place: null,
      quickCheck: { at: '2026-11-28T11:00:00.000Z', complaints: [] },
      files: { named: 3, missing: 0 },
    }),
    tryWriting: async () => {},
    newestRecordedAt: () => '2026-11-28T11:59:00.000Z',
    clockStops: async () => true,
  },
  backups: { hours: 24, last: () => ({ newest: '2026-11-28T06:00:00.000Z', failure: null }) },
}
const condition = (given: object) => ({
  ...well,
  store: { ...well.store, condition: () => ({ ...well.store.condition(), ...given }) },
})

test.each([
  ['all is well', well, [], []],
  ['a file is missing', condition({ files: { named: 3, missing: 1 } }), [], ['files-missing']],
  [
    'the database does not answer',
    { ...well, store: { ...well.store, state: async () => ({ ok: false, migrations: [] }) } },
    ['database'],
    [],
  ],
  [
    'the quick check found problems',
    condition({ quickCheck: { at: '2026-11-28T11:00:00.000Z', complaints: ['page 3'] } }),
    ['damage'],
    [],
  ],
  [
    'the clock is six minutes behind, which was accepted',
    {
      ...well,
      store: {
        ...well.store,
        newestRecordedAt: () => '2026-11-28T12:06:00.000Z',
        clockStops: async () => false,
      },
    },
    [],
    ['clock-behind'],
  ],
  [
    'the clock is six minutes behind',
    { ...well, store: { ...well.store, newestRecordedAt: () => '2026-11-28T12:06:00.000Z' } },
    ['clock-behind'],
    [],
  ],
  [
    'the last backup is old',
    { ...well, backups: { hours: 2, last: () => ({ newest: '2026-11-28T06:00:00.000Z', failure: null }) } },
    [],
    ['backup-late'],
  ],
  [
    'the last backup failed',
    {
      ...well,
      backups: {
        hours: 24,
        last: () => ({ newest: null, failure: { at: '2026-11-28T06:00:00.000Z', sentence: 'No.' } }),
      },
    },
    [],
    ['backup-failed'],
  ],
] as [string, ReadinessParts, string[], string[]][])(
  'where %s: because %j',
  async (_, parts, because, warnings) => {
    expect(await readinessOf(parts)()).toMatchObject({
      ready: because.length === 0,
      because,
      warnings,
      migrations: expect.any(Number),
    })
  },
)
