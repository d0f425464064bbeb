import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { RefusalError } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgresDialect } from '../database/postgres.ts'
import { openStore, type Store } from '../open.ts'
import { checkServerRecord } from '../record/check.ts'
import type { Schema } from '../schema.ts'
import { type FreshDatabase, freshDatabase } from '../testing/cluster.ts'
import { proxyTo, type Way } from '../testing/proxy.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, harbour, serverForms } from '../testing.ts'

/** The refusal of a failed write or read; its answer where it did not fail. */
const refusalOf = async (work: Promise<unknown>) => {
  const error = await work.catch((reason: unknown) => reason)
  return error instanceof RefusalError ? error.refusal : error
}
const busy = { code: 'storage-busy', args: { seconds: 2 } }

describe.each(serverForms)('a record $form', () => {
  let folder: string
  let database: FreshDatabase
  let db: Kysely<Schema>
  let store: Store
  let id: string
  const open = (url = database.url) =>
    openStore({ url, files: join(folder, 'files'), thread: false, now: () => at(0), today: () => TODAY })
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
    database = await freshDatabase()
    db = new Kysely({ dialect: postgresDialect(database.url, 'writer') })
    store = await open()
    await accept(store, harbour({ ref: '1' }, { ref: '2' }))
    id = (await actionAt(store, 'harbour/1')).id
  })
  afterEach(async () => {
    await store.close()
    await db.destroy()
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  })

  const update = (of: Store, given: Parameters<typeof anUpdateOf>[1] = {}, seconds = 0) =>
    of.commands.run('record-update', anUpdateOf(id, given), by('ada', seconds))

  describe('that two servers have open', () => {
    let other: Store
    beforeEach(async () => {
      other = await open()
    })
    afterEach(() => other.close())

    test('takes the commands of both in one order, whatever their clocks show', async () => {
      const writer = async (of: Store, seconds: number) => {
        for (let turn = 0; turn < 12; turn++)
          expect(await update(of, {}, seconds)).toMatchObject({ ok: true })
      }
      await Promise.all([store, other, store, other].map((of, index) => writer(of, index % 2 === 0 ? 1 : 2)))
      const events = await db
        .selectFrom('event')
        .select(['position', 'recorded_at', 'command_id', 'stream_id', 'stream_version'])
        .orderBy('position')
        .execute()
      expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1))
      for (const [index, event] of events.entries()) {
        const before = events[index - 1]
        if (before === undefined || before.command_id === event.command_id) continue
        expect(event.recorded_at > before.recorded_at).toBe(true)
      }
      const own = events.filter((event) => event.stream_id === id)
      expect(own.map((event) => event.stream_version)).toEqual(own.map((_, index) => index + 1))
      expect((await actionAt(store, 'harbour/1')).updates).toBe(48)
      expect((await actionAt(other, 'harbour/1')).updates).toBe(48)
      expect((await checkServerRecord(database.url, join(folder, 'files'))).faults).toEqual([])
    })

    test('refuses an edit of what the other server changed since, and does not use the history it has', async () => {
      await update(store)
      await update(other)
      const { touched } = await actionAt(store, 'harbour/1')
      expect(await update(other, { stage: 'in-progress', seen: { stage: touched.stage } })).toMatchObject({
        ok: true,
      })
      expect(await update(store, { stage: 'complete', seen: { stage: touched.stage } })).toMatchObject({
        ok: false,
        error: { code: 'stale', args: { fields: ['stage'] } },
      })
      expect(await actionAt(store, 'harbour/1')).toMatchObject({ stage: 'in-progress', updates: 3 })
    })

    test('carries a command out once that is sent to both at once', async () => {
      const input = anUpdateOf(id)
      const answers = await Promise.all(
        [store, other].map((of) => of.commands.run('record-update', input, by('ada'))),
      )
      expect(answers.map((answer) => answer.ok && answer.value.repeated).sort()).toEqual([false, true])
      expect((await actionAt(store, 'harbour/1')).updates).toBe(1)
    })

    test('refuses a write that waits too long for the other server, and goes on when that is done', async () => {
      await db.connection().execute(async (connection) => {
        await sql`begin; select one from record for update`.execute(connection)
        expect(await refusalOf(update(store))).toEqual(busy)
        expect((await actionAt(store, 'harbour/1')).updates).toBe(0)
        await sql`rollback`.execute(connection)
      })
      expect(await update(store)).toMatchObject({ ok: true })
    })
  })

  describe('whose connection breaks', () => {
    let proxy: Way
    let far: Store
    beforeEach(async () => {
      proxy = await proxyTo(database.url)
      far = await open(proxy.url)
    })
    afterEach(async () => {
      await far.close()
      await proxy.close()
    })

    test('before a commit arrives acknowledges nothing and stores nothing, and connects again', async () => {
      proxy.next('commit lost')
      expect(await Promise.all([update(far), update(far)].map(refusalOf))).toEqual([busy, busy])
      expect((await actionAt(store, 'harbour/1')).updates).toBe(0)
      expect(await update(far)).toMatchObject({ ok: true })
      expect((await actionAt(far, 'harbour/1')).updates).toBe(1)
    })

    test('before a commit is answered looks whether it was committed, and acknowledges it', async () => {
      proxy.next('answer lost')
      const answers = await Promise.all([update(far), update(far, { stage: 'in-progress' })])
      expect(answers).toMatchObject([{ ok: true }, { ok: true }])
      expect(await actionAt(far, 'harbour/1')).toMatchObject({ updates: 2, stage: 'in-progress' })
      expect(await update(far)).toMatchObject({ ok: true })
    })

    test('while nothing is asked replaces it', async () => {
      await update(far)
      proxy.cut()
      expect(await update(far)).toMatchObject({ ok: true })
      expect((await actionAt(far, 'harbour/1')).updates).toBe(2)
    })

    test('and stays broken refuses to read and write, until it is there again', async () => {
      proxy.shut(true)
      proxy.cut()
      expect(await refusalOf(update(far))).toEqual(busy)
      expect(await refusalOf(far.plans.list())).toEqual(busy)
      expect((await far.state()).ok).toBe(false)
      expect(far.condition()).toMatchObject({
        written: { failure: 'storage-busy' },
        readFailure: { failure: 'storage-busy' },
      })
      proxy.shut(false)
      expect(await update(far)).toMatchObject({ ok: true })
      expect(await far.plans.list()).toHaveLength(1)
      expect(far.condition()).toMatchObject({ written: { failure: null } })
    })
  })

  test('loses nothing of what was acknowledged while its connections are ended again and again', async () => {
    const acknowledged: string[] = []
    let ended = 0
    const writer = async () => {
      while (ended < 5) {
        const updateId = anId()
        const outcome = await refusalOf(update(store, { updateId }))
        if ((outcome as { ok?: boolean }).ok) acknowledged.push(updateId)
        else expect(outcome).toEqual(busy)
      }
    }
    // Those that are in a transaction of the writer.
    const ending = async () => {
      for (let before = 0; ended < 5; before = acknowledged.length) {
        while (acknowledged.length < before + 2) await wait(5)
        for (let some = 0; some === 0; ended += some) {
          const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'beatbook' and pid <> pg_backend_pid()
              and pid in (select pid from pg_locks where relation = 'record'::regclass)`.execute(db)
          some = rows.length
        }
      }
    }
    await Promise.all([writer(), writer(), writer(), ending()])
    const history = await store.actions.history('harbour/1')
    const stored = new Set(history.ok ? history.value.map((entry) => entry.updateId) : [])
    expect(acknowledged.filter((updateId) => !stored.has(updateId))).toEqual([])
    expect((await checkServerRecord(database.url, join(folder, 'files'))).faults).toEqual([])
  })
})
