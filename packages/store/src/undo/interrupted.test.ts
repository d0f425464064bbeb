import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTIONS_IN_PART } from '../accept/parts.ts'
import type { AcceptStep } from '../accept/step.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import { accept, anId, at, by, everything, harbour } from '../testing.ts'
import { perform } from '../thread/perform.ts'
import { createWriter } from '../writer/writer.ts'
import { type UndoStep, undoInSteps } from './steps.ts'

const ACTIONS = 230
const PARTS = Math.ceil(ACTIONS / ACTIONS_IN_PART) + 1
const draft = harbour(
  ...Array.from({ length: ACTIONS }, (_, row) => ({ ref: String(row + 1), level: 'red' as const })),
)

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () =>
  openStore({ url: `sqlite:${file}`, thread: false, now: () => at(60), today: () => '2026-11-20' })

/** Undoes an import in a process that ends after some steps; all where there are no more. */
const undoAndStop = async (undoes: string, after: number): Promise<string> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path: file }, 'writer') })
  const carryOut = perform(anId, createHistories(), { day: by('ada').today })
  const writer = createWriter<AcceptStep | UndoStep>(db, carryOut)
  let steps = 0
  const commandId = anId()
  const command = { name: 'undo-command' as const, input: { commandId, undoes } }
  await undoInSteps(command, by('ada', 30), ACTIONS, {
    db,
    location: { in: 'memory' },
    newId: anId,
    submit: async (step) => {
      if (++steps > after) throw new Error('The process ended')
      return (await writer.submit(step)).answer as never
    },
  }).catch(() => {})
  await db.destroy()
  return commandId
}

const counted = async (store: Store, when: object = {}) => ({
  plans: (await store.plans.list(when)).map(({ counts }) => counts.actions),
  listed: (await store.actions.list({ ...everything, limit: 1, ...when })).count,
  red: (await store.actions.list({ ...everything, limit: 1, levels: ['red'], ...when })).count,
  found: (await store.actions.get('harbour/7', when)).ok,
})
const all = { plans: [ACTIONS], listed: ACTIONS, red: ACTIONS, found: true }
const nothing = { plans: [], listed: 0, red: 0, found: false }

const rebuilt = [
  'plan_version',
  'action_version',
  'action_now',
  'rating',
  'tally',
  'owner_tally',
  'projection',
]

/** The instants at which anything was recorded, and one in between. */
const instants = (): string[] => {
  const database = new DatabaseSync(file)
  const rows = database.prepare('select distinct recorded_at as at from event order by 1').all()
  database.close()
  return rows.map((row) => String(row['at']))
}

// Looking for what was begun before, the beginning, the parts, the command, and each part again.
test.each([1, 2, 4, 2 + PARTS, 3 + PARTS, 4 + PARTS, 2 + 2 * PARTS])(
  'an undo that ends after step %i is not recorded, or is finished when the record is opened',
  async (after) => {
    let store = await open()
    await accept(store, draft)
    const history = await store.actions.history('harbour/1')
    const imported = history.ok ? (history.value[0]?.commandId ?? '') : ''
    await store.close()
    const undo = await undoAndStop(imported, after)
    expect((await checkRecord(file)).faults).toEqual([])
    store = await open()
    const isRecorded = after >= 3 + PARTS
    expect(await counted(store)).toEqual(isRecorded ? nothing : all)
    await done()
    expect(await counted(store)).toEqual(isRecorded ? nothing : all)
    await store.close()
    expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
    if (!isRecorded) return

    await undoAndStop(undo, after)
    expect((await checkRecord(file)).faults).toEqual([])
    store = await open()
    await done()
    expect(await counted(store)).toEqual(all)
    const known = async () =>
      Promise.all(instants().map((knownAt) => counted(store, { knownAt, asAt: '2026-11-20' })))
    const before = await known()
    for (const each of before) expect([all, nothing]).toContainEqual(each)
    await store.close()
    const database = new DatabaseSync(file)
    for (const table of rebuilt) database.exec(`delete from ${table}`)
    database.exec('delete from hidden_plan')
    database.close()
    store = await open()
    while ((await store.plans.list()).some((plan) => plan.recalculating !== null))
      await new Promise(setImmediate)
    expect(await known()).toEqual(before)
    expect(await counted(store)).toEqual(all)
    await store.close()
    expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
  },
  60_000,
)

/** Waits until nothing is left to be recorded. */
const done = async (): Promise<void> => {
  const database = new DatabaseSync(file)
  const left = database.prepare('select count(*) as n from prepared_part')
  while (Number(left.get()?.['n']) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  database.close()
}
