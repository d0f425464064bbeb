import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { addDays, readTimescale } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import { accept, actionAt, anId, anUpdateOf, at, by, everything, harbour } from '../testing.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  file = join(folder, 'record.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (day = TODAY) =>
  openStore({ url: `sqlite:${file}`, thread: false, now: () => at(0), today: () => day })

/** One step in a process that is killed before or after its commit. Returns whether anything was left. */
const step = (what: 'rebuild' | 'turn', day: string, kill: 'before' | 'after'): boolean => {
  const { stdout, signal } = spawnSync(
    process.execPath,
    [fileURLToPath(new URL('./work-off-until-killed.ts', import.meta.url)), file, what, day, kill],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  expect(signal).toBe('SIGKILL')
  return stdout === 'left'
}

const answers = async (day = TODAY): Promise<string> => {
  const store = await open(day)
  while ((await store.plans.list()).some((plan) => plan.recalculating !== null))
    await new Promise(setImmediate)
  const all = [
    await store.plans.list(),
    await store.plans.get('harbour'),
    await store.plans.list({ asAt: '2026-10-01', knownAt: at(10) }),
    await store.actions.list({ ...everything, sort: 'computed', limit: 200 }),
    await store.actions.list({ ...everything, disagrees: true }),
  ]
  await store.close()
  return JSON.stringify(all)
}

test('a rebuild that is killed before and after each of its steps goes on, and loses and doubles nothing', async () => {
  const store = await open()
  const timescale = readTimescale('by 31 March 2026').timescale
  await accept(
    store,
    harbour(...Array.from({ length: 230 }, (_, row) => ({ ref: String(row + 1), timescale }))),
  )
  const ids = await Promise.all([1, 120, 229].map((ref) => actionAt(store, `harbour/${ref}`)))
  for (const [index, { id }] of ids.entries())
    await store.commands.run(
      'record-update',
      anUpdateOf(id, { on: '2026-06-01', stage: 'complete' }),
      by('ada', 5 + index),
    )
  const link = { commandId: anId(), actionId: ids[0]?.id ?? '', kind: 'depends-on', to: ids[2]?.id ?? '' }
  expect(await store.commands.run('add-link', link as never, by('ada', 20))).toMatchObject({ ok: true })
  await store.close()
  const before = await answers()

  const database = new DatabaseSync(file)
  database.exec("delete from projection; delete from tally; delete from action_now where slug > '2'")
  database.close()
  let steps = 0
  for (let left = true; left; steps++) {
    step('rebuild', TODAY, 'before')
    left = step('rebuild', TODAY, 'after')
  }
  expect(steps).toBeGreaterThan(4)
  expect(await answers()).toBe(before)
  expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
})

test('a turn of the day that is killed before and after each of its steps goes on, and is never shown half done', async () => {
  const store = await open()
  const timescale = readTimescale('by 25 November 2026').timescale
  await accept(
    store,
    harbour(...Array.from({ length: 620 }, (_, row) => ({ ref: String(row + 1), timescale }))),
  )
  await store.close()
  const day = addDays(TODAY, 7)
  const red = async () => {
    const later = await openStore({
      url: `sqlite:${file}`,
      thread: false,
      now: () => at(0),
      today: () => day,
    })
    const [plan] = await later.plans.list()
    const listed = await later.actions.list({ ...everything, plan: 'harbour', computed: ['red'] })
    await later.close()
    return [plan?.computed.levels.find((level) => level.level === 'red')?.actions, listed.count]
  }
  step('turn', day, 'before')
  expect(step('turn', day, 'after')).toBe(true)
  // Five hundred rows are of the new day, the others of the old one; what is shown is the new day.
  expect(await red()).toEqual([620, 620])
  step('turn', day, 'before')
  step('turn', day, 'after')
  expect(step('turn', day, 'after')).toBe(false)
  expect(await red()).toEqual([620, 620])
  expect(await checkRecord(file)).toMatchObject({ leftOut: [], faults: [] })
})
