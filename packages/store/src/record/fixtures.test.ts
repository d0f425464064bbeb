import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore, type Store } from '../open.ts'
import { projectionChecks } from '../projection/check.ts'
import { actionAt, anUpdateOf, everything } from '../testing.ts'
import { checkRecord } from './check.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
const commits = readdirSync(fixtures).flatMap((name) =>
  name.endsWith('.db.gz') ? [name.slice(0, -'.db.gz'.length)] : [],
)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (file: string): Promise<Store> =>
  openStore({ url: `sqlite:${file}`, now: () => new Date().toISOString(), thread: false })

/** The SQL of all our tables and indexes, as SQLite stores it. */
const schemaOf = (file: string): Map<string, string> => {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('select name, tbl_name, sql from sqlite_master where sql is not null').all()
  database.close()
  const ofSignIn = ['account', 'deviceCode', 'force', 'session', 'user', 'verification', 'sqlite_sequence']
  return new Map(
    rows
      .filter((row) => !ofSignIn.includes(String(row.tbl_name)))
      .map((row) => [String(row.name), String(row.sql)]),
  )
}

test('fixtures of earlier versions exist', () => {
  expect(commits).toContain('f0045e2')
})

test.each(commits)(
  'a record of %s gets the schema of a new one, and every version matches its events',
  async (commit) => {
    const file = join(folder, 'record.db')
    writeFileSync(file, gunzipSync(readFileSync(join(fixtures, `${commit}.db.gz`))))
    expect((await checkRecord(file)).leftOut).toEqual([...projectionChecks])
    const store = await open(file)
    while ((await store.plans.list()).some((plan) => plan.recalculating !== null))
      await new Promise(setImmediate)
    const { count } = await store.actions.list({ ...everything, plan: 'charter' })
    expect(count).toBeGreaterThan(10)
    const action = await actionAt(store, 'charter/1')
    expect(action.touched.progress).toBeGreaterThan(0)
    const context = {
      actor: 'ada',
      now: new Date().toISOString(),
      today: new Date().toISOString().slice(0, 10),
    }
    expect(await store.commands.run('record-update', anUpdateOf(action.id), context)).toMatchObject({
      ok: true,
    })
    await store.close()

    const fresh = join(folder, 'fresh.db')
    await (await open(fresh)).close()
    expect(schemaOf(file)).toEqual(schemaOf(fresh))
    // The originals of the sample's documents are not beside a fixture.
    const whole = async () => 'whole' as const
    expect(await checkRecord(file, whole)).toMatchObject({ actions: 58, waiting: 0, leftOut: [], faults: [] })
  },
)
