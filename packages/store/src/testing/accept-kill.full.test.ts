import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import type { Draft } from '@beatbook/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ACTIONS_IN_PART } from '../accept/parts.ts'
import { openStore, type Store } from '../open.ts'
import { checkRecord } from '../record/check.ts'
import { accept, anId, at, everything, harbour } from '../testing.ts'

const ACTIONS = 230
const PARTS = Math.ceil(ACTIONS / ACTIONS_IN_PART)

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (file: string) =>
  openStore({ url: `sqlite:${file}`, thread: false, now: () => at(60), today: () => '2026-11-20' })

const document = (text: (row: number) => string, name = 'Harbour'): Draft => {
  const draft = harbour(
    ...Array.from({ length: ACTIONS }, (_, row) => ({ ref: String(row + 1), text: text(row + 1) })),
  )
  return { ...draft, source: { ...draft.source, pieces: [{ text: name, place: { line: 1 } }] } }
}

const put = async (store: Store, draft: Draft): Promise<string> => {
  const id = anId()
  await store.drafts.put({ id, author: 'ada', now: at(20), draft })
  return id
}

/** Accepts a draft in a process that may be killed. Returns the steps that were committed, and whether it was. */
const acceptKilled = (file: string, draftId: string, as: object[], kill = 0, when = '') => {
  const script = fileURLToPath(new URL('./accept-until-killed.ts', import.meta.url))
  const { stdout, signal } = spawnSync(
    process.execPath,
    [script, file, draftId, JSON.stringify(as), String(kill), when],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return { steps: stdout.split('\n').filter((line) => line !== ''), isKilled: signal === 'SIGKILL' }
}

/** A copy of the record, which is closed. */
const copied = (name: string): string => {
  const file = join(folder, `${name}.db`)
  for (const suffix of ['', '.marker', '-wal']) {
    const from = join(folder, `record.db${suffix}`)
    try {
      cpSync(from, `${file}${suffix}`)
    } catch {
      // Not every record has all of its files.
    }
  }
  return file
}

/** What questions show of a record, without its ids, which differ from one accept to the next. */
const shown = async (file: string) => {
  const store = await open(file)
  const plans = await store.plans.list()
  const listed = await store.actions.list({ ...everything, limit: 500 })
  const all = {
    plans: plans.map(({ code, counts, computed }) => ({ code, counts, computed })),
    actions: listed.rows.map(({ address, text, computed }) => ({ address, text, level: computed?.level })),
    documents: (await store.documents.list()).map(({ name, plans }) => ({ name, plans: plans.length })),
    drafts: (await store.drafts.list('ada', at(60))).length,
  }
  await store.close()
  return all
}

/** Before and after the commit of each step, by its number from 1. */
const killsOf = (steps: readonly string[]): [number, 'before' | 'after'][] =>
  steps.flatMap((_, index): [number, 'before' | 'after'][] => [
    [index + 1, 'before'],
    [index + 1, 'after'],
  ])

test('an accept that is killed between two steps has left nothing, or all of it', async () => {
  const file = join(folder, 'record.db')
  const store = await open(file)
  await accept(store, harbour({ ref: '1', text: 'Mend the pier' }, { ref: '2' }))
  const draftId = await put(
    store,
    document((row) => `Walk quay ${row}`, 'Another'),
  )
  await store.close()
  const before = await shown(copied('before'))
  const whole = copied('whole')
  const { steps, isKilled } = acceptKilled(whole, draftId, [])
  expect(isKilled).toBe(false)
  expect(steps).toEqual(['begin-accept', ...Array(PARTS).fill('write-part'), 'finish-accept'])
  const after = await shown(whole)
  expect(after.plans.map((plan) => plan.counts.actions)).toEqual([2, ACTIONS])

  for (const [step, when] of killsOf(steps)) {
    const killed = copied(`${step}-${when}`)
    expect(acceptKilled(killed, draftId, [], step, when).isKilled).toBe(true)
    const isDone = step === steps.length && when === 'after'
    // Another program reads it before it is opened again.
    expect((await checkRecord(killed)).faults).toEqual([])
    expect(await shown(killed)).toEqual(isDone ? after : before)
    const checked = await checkRecord(killed)
    expect(checked).toMatchObject({ leftOut: [], faults: [] })
    const database = new DatabaseSync(killed)
    const left = database
      .prepare(
        `select (select count(*) from unfinished_accept) + (select count(*) from staged_plan where state is not null)
          + (select count(*) from prepared_part) + (select count(*) from document where accepted_at = '') as n`,
      )
      .get()
    database.close()
    expect(left).toEqual({ n: 0 })
    if (isDone) continue
    expect(acceptKilled(killed, draftId, []).isKilled).toBe(false)
    expect(await shown(killed)).toEqual(after)
    expect(await checkRecord(killed)).toMatchObject({ leftOut: [], faults: [] })
  }
}, 600_000)

test('a revision that is killed between two steps is not recorded, or is finished when it is opened', async () => {
  const file = join(folder, 'record.db')
  const store = await open(file)
  const first = await accept(
    store,
    document((row) => `Walk quay ${row}`),
  )
  const of = first.plans[0]?.id ?? ''
  const draftId = await put(
    store,
    document((row) => `Walk the new quay ${row}`, 'Revised'),
  )
  const difference = await store.drafts.difference(draftId, 'ada', 'plan-1', of, at(20))
  if (!difference.ok) throw new Error(difference.error.code)
  const rows = difference.value.rows.map(({ row }) => ({ row, choice: 'take' }))
  const as = [{ plan: 'plan-1', as: 'revision', of, rows }]
  await store.close()
  const before = await shown(copied('before'))
  const whole = copied('whole')
  const { steps } = acceptKilled(whole, draftId, as)
  const prepared = Array(PARTS).fill('prepare-part')
  const recorded = ['begin-accept', ...prepared, 'finish-accept']
  expect(steps.slice(0, recorded.length)).toEqual(recorded)
  const after = await shown(whole)
  expect(after.actions.every(({ text }) => text.startsWith('Walk the new quay'))).toBe(true)

  for (const [step, when] of killsOf(steps)) {
    const killed = copied(`${step}-${when}`)
    expect(acceptKilled(killed, draftId, as, step, when).isKilled).toBe(true)
    const isRecorded = step > recorded.length || (step === recorded.length && when === 'after')
    const reopened = await open(killed)
    while (
      (await reopened.actions.list({ ...everything, limit: 1, text: 'the new quay' })).count % ACTIONS >
      0
    )
      await new Promise(setImmediate)
    await reopened.close()
    const found = await shown(killed)
    if (!isRecorded) expect(found).toEqual(before)
    else expect(found).toEqual(after)
    expect(await checkRecord(killed)).toMatchObject({ leftOut: [], faults: [] })
  }
}, 600_000)
