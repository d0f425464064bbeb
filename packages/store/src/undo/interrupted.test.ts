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
import { commandInParts, type PartsStep, type Via } from '../parts/steps.ts'
import { checkRecord } from '../record/check.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import { accept, anId, at, by, everything, harbour } from '../testing.ts'
import { type CommandInParts, prepareInParts } from '../thread/in-parts.ts'
import { perform } from '../thread/perform.ts'
import { createWriter } from '../writer/writer.ts'

const ACTIONS = 230
const PARTS = Math.ceil(ACTIONS / ACTIONS_IN_PART) + 1
/** The parts of a command on the actions of an owner: the first is recorded with it. */
const OWNED_PARTS = PARTS - 2
const draft = harbour(
  ...Array.from({ length: ACTIONS }, (_, row) => ({
    ref: String(row + 1),
    level: 'red' as const,
    owners: [{ name: 'Dock Team', duty: 'responsible' as const }],
  })),
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

/** Carries out a command in parts in a process that ends after some steps; all where there are no more. */
const runAndStop = async (
  { name, input }: Pick<CommandInParts, 'name'> & { readonly input: object },
  after: number,
): Promise<string> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path: file }, 'writer') })
  const carryOut = perform(anId, createHistories(), { day: by('ada').today })
  const writer = createWriter<AcceptStep | PartsStep>(db, carryOut)
  let steps = 0
  const commandId = anId()
  const command = { name, input: { ...input, commandId } } as CommandInParts
  const via: Via = {
    db,
    location: { in: 'memory' },
    newId: anId,
    submit: async (step) => {
      if (++steps > after) throw new Error('The process ended')
      return (await writer.submit(step)).answer as never
    },
  }
  await commandInParts(
    command,
    by('ada', 30),
    (context) => prepareInParts(command, context, ACTIONS, via),
    via,
  ).catch(() => {})
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

// The beginning, the parts, the command, and each part again.
test.each([2, 2 + OWNED_PARTS, 3 + OWNED_PARTS, 4 + OWNED_PARTS])(
  'an owner’s split that ends after step %i is not recorded, or is finished when the record is opened',
  async (after) => {
    let store = await open()
    await accept(store, draft)
    const partyId = (await store.parties.get('Dock Team'))?.id ?? ''
    const ownedBy = async (name: string) =>
      (await store.actions.list({ ...everything, limit: 1, owner: name })).count
    await store.close()
    const split = await runAndStop(
      { name: 'split-owner', input: { partyId, into: ['Quay Supt', 'Pier Inspector'], seen: {} } },
      after,
    )
    expect((await checkRecord(file)).faults).toEqual([])
    store = await open()
    await done()
    const isRecorded = after >= 3 + OWNED_PARTS
    const into = async () => [await ownedBy('Dock Team'), await ownedBy('Pier Inspector')]
    expect(await into()).toEqual(isRecorded ? [0, ACTIONS] : [ACTIONS, 0])
    if (isRecorded) {
      const undo = { commandId: anId(), undoes: split }
      expect(await store.commands.run('undo-command', undo, by('ada', 50))).toMatchObject({ ok: true })
      expect(await into()).toEqual([ACTIONS, 0])
    }
    await store.close()
    expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
  },
  60_000,
)

const undoAndStop = (undoes: string, after: number) =>
  runAndStop({ name: 'undo-command', input: { undoes } }, after)

/** Waits until nothing is left to be recorded. */
const done = async (): Promise<void> => {
  const database = new DatabaseSync(file)
  const left = database.prepare('select count(*) as n from prepared_part')
  while (Number(left.get()?.['n']) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  database.close()
}
