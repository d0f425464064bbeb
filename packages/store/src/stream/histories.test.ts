import { addDays, type CommandName, evolveAction } from '@beatbook/domain'
import { TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftKeeper } from '../draft/keeper.ts'
import { anId, anUpdateOf, at, by, harbour } from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'
import type { AnyCommand } from '../writer/write.ts'
import * as events from './events.ts'
import { createHistories, decidedOn } from './histories.ts'
import { versionsOf } from './versions.ts'

let side: Awaited<ReturnType<typeof writeInThread>>
let ids: string[]
let seconds: number
beforeEach(async () => {
  side = await writeInThread({ location: { in: 'memory' }, newId: anId, onChange: () => {} })
  seconds = 0
  const draftId = anId()
  const draft = harbour({ ref: '1', level: 'red' }, { ref: '2' })
  await draftKeeper(side.db, side.submit).put({ id: draftId, author: 'ada', now: at(0), draft })
  await run('accept-draft', { commandId: anId(), draftId, as: [] })
  const rows = await side.db.selectFrom('action_version').select('action_id').distinct().execute()
  ids = rows.map((row) => row.action_id)
})
afterEach(() => side.close())

const run = (name: CommandName, input: object): Promise<unknown> =>
  side.submit({ write: 'command', command: { name, input } as AnyCommand, context: by('ada', ++seconds) })

const streamOf = (id: string) => events.streamOf(side.db, 'action', id)

/** The history of an action, read and folded without a cache. */
const folded = async (id: string) => {
  const read = await streamOf(id)
  return { events: read, versions: versionsOf(read, evolveAction) }
}

const step = fc.record({
  say: fc.constantFrom('update', 'update', 'update', 'withdraw', 'restore', 'undo'),
  action: fc.nat(1),
  daysAgo: fc.constantFrom(0, 0, 1, 30, 30, 200),
  level: fc.constantFrom(undefined, null, 'red', 'green'),
  which: fc.nat(9),
})

/** Runs a random command. Returns its id, the action it was about and the events it added to that action. */
const runStep = async (
  { say, action, daysAgo, level, which }: typeof step extends fc.Arbitrary<infer T> ? T : never,
  given: readonly { readonly commandId: string; readonly id: string }[],
) => {
  const undone = given[which % Math.max(1, given.length)]
  const id = (say === 'undo' ? undone?.id : ids[action]) ?? ids[0] ?? ''
  const base = { commandId: anId(), actionId: id }
  const dated = { ...base, on: addDays(TODAY, -daysAgo), reason: 'As agreed', seen: {} }
  const before = (await streamOf(id)).length
  if (say === 'undo')
    await run('undo-command', { commandId: base.commandId, undoes: undone?.commandId ?? anId() })
  else if (say === 'update')
    await run('record-update', anUpdateOf(id, { ...dated, level, text: 'Done' } as never))
  else await run(say === 'withdraw' ? 'withdraw-action' : 'restore-action', dated)
  return { commandId: base.commandId, id, added: (await streamOf(id)).slice(before) }
}

test('a cached history is the one that is read and folded, whatever was added to it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 14 }),
      fc.integer({ min: 0, max: 12 }),
      async (steps, most) => {
        const histories = createHistories(most === 0 ? undefined : most)
        const given: { commandId: string; id: string }[] = []
        for (const id of ids) await histories.of(side.db, id)
        for (const one of steps) {
          const { commandId, id, added } = await runStep(one, given)
          if (added.length === 0) continue
          given.push({ commandId, id })
          expect(await histories.with(side.db, id, added, false)).toEqual(await folded(id))
        }
        for (const id of ids) expect(await histories.of(side.db, id)).toEqual(await folded(id))
      },
    ),
    { numRuns: 20 },
  )
})

test('a history is read once, and again after it left the cache or the cache was cleared', async () => {
  const [one = '', other = ''] = ids
  const histories = createHistories(1)
  const first = await histories.of(side.db, one)
  expect(await histories.of(side.db, one)).toBe(first)
  expect(await histories.of(side.db, other)).toEqual(await folded(other))
  const second = await histories.of(side.db, one)
  expect(second).not.toBe(first)
  histories.clear()
  expect(await histories.of(side.db, one)).not.toBe(second)
  expect(await histories.of(side.db, one)).toEqual(second)
})

test('a cached history that another server has added to is read again', async () => {
  const [one = ''] = ids
  const histories = createHistories()
  const before = await histories.of(side.db, one)
  await run('record-update', anUpdateOf(one, { text: 'One' }))
  const after = await histories.of(side.db, one)
  expect(after.events).toHaveLength(before.events.length + 1)
  expect(after).toEqual(await folded(one))
  // Two were added, of which this one knows the last alone.
  await run('record-update', anUpdateOf(one, { text: 'Two' }))
  await run('record-update', anUpdateOf(one, { text: 'Three' }))
  const last = (await streamOf(one)).slice(-1)
  expect(await histories.with(side.db, one, last, false)).toEqual(await folded(one))
})

test('an action that begins is neither read nor cached', async () => {
  const histories = createHistories()
  const [one = ''] = ids
  const all = await streamOf(one)
  const read = vi.spyOn(side.db, 'selectFrom')
  expect(await histories.with(side.db, one, all, true)).toEqual({
    events: all,
    versions: versionsOf(all, evolveAction),
  })
  expect(read).not.toHaveBeenCalled()
  read.mockRestore()
})

test('a decision has all events and the action after them', async () => {
  const [one = ''] = ids
  const history = await folded(one)
  expect(decidedOn(history)).toEqual({
    since: null,
    state: null,
    events: history.events,
    now: history.versions.at(-1)?.state,
  })
  expect(decidedOn({ events: [], versions: [] }).now).toBeNull()
})
