import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sqliteDialect } from '../database/sqlite.ts'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import { accept, anId, at, by, everything, harbour } from '../testing.ts'
import { perform } from '../thread/perform.ts'
import { createWriter } from '../writer/writer.ts'
import { ACTIONS_IN_PART } from './parts.ts'
import type { AcceptStep } from './step.ts'
import { acceptInSteps } from './steps.ts'

const ACTIONS = 230
const draft = harbour(...Array.from({ length: ACTIONS }, (_, row) => ({ ref: String(row + 1) })))

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () =>
  openStore({ url: `sqlite:${file}`, thread: false, now: () => at(60), today: () => '2026-11-20' })

const put = async (store: Store): Promise<string> => {
  const draftId = anId()
  await store.drafts.put({ id: draftId, author: 'ada', now: at(0), draft })
  return draftId
}

/**
 * Another server's writer of an open record, whose connection is lost after some steps of an accept: it can then
 * remove nothing of it.
 */
const acceptAndStop = async (draftId: string, after: number): Promise<void> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path: file }, 'writer') })
  const carryOut = perform(anId, createHistories(), { day: by('ada').today })
  const writer = createWriter<AcceptStep>(db, carryOut)
  let steps = 0
  const command = { name: 'accept-draft' as const, input: { commandId: anId(), draftId, as: [] } }
  const accepting = acceptInSteps(command, by('ada'), ACTIONS, {
    db,
    location: { in: 'server', url: '' },
    newId: anId,
    submit: async (step) => {
      if (++steps > after) throw new Error('The connection is lost')
      return (await writer.submit(step)).answer as never
    },
  })
  await expect(accepting).rejects.toThrow('The connection is lost')
  await db.destroy()
}

const left = (): unknown => {
  const database = new DatabaseSync(file)
  const row = database
    .prepare(
      'select count(*) as accepts, (select count(*) from action_now) as actions from unfinished_accept',
    )
    .get()
  database.close()
  return row
}

const execute = (statement: string): void => {
  const database = new DatabaseSync(file)
  database.exec(statement)
  database.close()
}

test('an accept whose lease has not lapsed is left alone, and one whose lease has lapsed is removed in steps', async () => {
  const store = await open()
  await accept(store, { ...harbour({ ref: '1' }, { ref: '2' }), plans: [{ ...plan(), title: 'Pier' }] })
  await acceptAndStop(await put(store), 3)
  expect(left()).toEqual({ accepts: 1, actions: 102 })
  await store.submit({ write: 'work-off' })
  expect(left()).toEqual({ accepts: 1, actions: 102 })
  expect((await store.actions.list({ ...everything, limit: 1 })).count).toBe(2)

  execute("update unfinished_accept set lease_until = '2026-01-01T00:00:00.000Z'")
  for (let more = 10; more > 0; more--) await store.submit({ write: 'work-off' })
  expect(left()).toEqual({ accepts: 0, actions: 2 })
  expect((await store.actions.list({ ...everything, limit: 1 })).count).toBe(2)
  await store.close()
  expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
})

test('one that goes on after it was removed is written anew', async () => {
  const store = await open()
  const draftId = await put(store)
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ in: 'file', path: file }, 'writer') })
  const carryOut = perform(anId, createHistories(), { day: by('ada').today })
  const writer = createWriter<AcceptStep>(db, carryOut)
  const steps: string[] = []
  const command = { name: 'accept-draft' as const, input: { commandId: anId(), draftId, as: [] } }
  const answer = await acceptInSteps(command, by('ada'), ACTIONS, {
    db,
    location: { in: 'server', url: '' },
    newId: anId,
    submit: async (step) => {
      steps.push(step.write)
      if (steps.length === 3) {
        execute("update unfinished_accept set lease_until = '2026-01-01T00:00:00.000Z'")
        for (let more = 10; more > 0; more--) await store.submit({ write: 'work-off' })
      }
      return (await writer.submit(step)).answer as never
    },
  })
  await db.destroy()
  expect(answer).toMatchObject({ ok: true })
  const parts = Array(Math.ceil(ACTIONS / ACTIONS_IN_PART)).fill('write-part')
  const whole = ['begin-accept', ...parts, 'finish-accept']
  expect(steps).toEqual(['begin-accept', 'write-part', 'write-part', 'remove-accept', ...whole])
  await store.close()
  expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
})

test('what was accepted in steps is rebuilt from its entries as it was known at every instant', async () => {
  const store = await open()
  await accept(store, { ...harbour({ ref: '1' }, { ref: '2' }), plans: [{ ...plan(), title: 'Pier' }] })
  const changes: string[] = []
  store.commands.onChange(({ recordedAt }) => changes.push(recordedAt))
  const accepted = await store.commands.run(
    'accept-draft',
    { commandId: anId(), draftId: await put(store), as: [] },
    by('ada', 5),
  )
  expect(accepted).toMatchObject({ ok: true })
  await store.close()
  const [known = ''] = changes
  const instants = [undefined, known, new Date(Date.parse(known) - 1).toISOString()]
  const answers = async (): Promise<string> => {
    const opened = await open()
    while ((await opened.plans.list()).some((each) => each.recalculating !== null))
      await new Promise(setImmediate)
    const all = []
    for (const knownAt of instants)
      all.push(
        await opened.plans.list({ asAt: '2026-11-10', knownAt }),
        await opened.actions.list({ ...everything, asAt: '2026-11-10', knownAt, limit: 500 }),
        await opened.actions.list({ ...everything, asAt: '2026-11-10', knownAt, disagrees: true }),
      )
    all.push(await opened.plans.list(), await opened.actions.list({ ...everything, limit: 500 }))
    await opened.close()
    return JSON.stringify(all)
  }
  const before = await answers()
  execute('delete from projection; delete from staged_plan; delete from tally; delete from owner_tally')
  expect(await answers()).toBe(before)
  expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
})

const plan = () => {
  const [first] = harbour({ ref: '1' }, { ref: '2' }).plans
  if (first === undefined) throw new Error('There is a plan')
  return first
}
