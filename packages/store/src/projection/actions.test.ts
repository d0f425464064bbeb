import { type ActionEvent, addDays, foldAction, type Recorded } from '@beatbook/domain'
import { countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storedAction } from '../action/content.ts'
import { validOn } from '../database/valid.ts'
import { draftKeeper } from '../draft/keeper.ts'
import type { Schema } from '../schema.ts'
import { streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { END, END_OF_TIME } from '../tables/version.ts'
import { anId, at, by, harbour } from '../testing.ts'
import { writeInThread } from '../thread/in-thread.ts'
import type { AnyCommand } from '../writer/write.ts'

type Side = Awaited<ReturnType<typeof writeInThread>>
let side: Side
let seconds: number
const fresh = async (): Promise<void> => {
  side = await writeInThread({ location: { in: 'memory' }, newId: countedIds(3), onChange: () => {} })
  seconds = 0
  const draftId = anId()
  await draftKeeper(side.db, side.submit).put({
    id: draftId,
    author: 'ada',
    now: at(0),
    draft: harbour({ ref: '1', level: 'red' }, { ref: '2' }),
  })
  await run({ name: 'accept-draft', input: { commandId: anId(), draftId, as: [] } })
}
beforeEach(fresh)
afterEach(() => side.close())

const run = (command: AnyCommand): Promise<unknown> =>
  side.submit({ write: 'command', command, context: by('ada', ++seconds) })

const ids = async (db: Kysely<Schema>): Promise<string[]> =>
  (await db.selectFrom('action_version').select('action_id').distinct().orderBy('action_id').execute()).map(
    (row) => row.action_id,
  )

/** The stored row of an action on a date as known at an instant: at most one. */
const storedOn = async (id: string, date: string, instant: string) =>
  side.db
    .selectFrom('action_version')
    .innerJoin('content', 'content.id', 'content_id')
    .select(['place_key', 'level', 'stage', 'withdrawn', 'due', 'update_key', 'body', 'haystack'])
    .where('action_id', '=', id)
    .where(validOn({ asAt: date, knownAt: instant }))
    .execute()

const step = fc.record({
  say: fc.constantFrom('update', 'update', 'update', 'undo', 'withdraw', 'restore'),
  action: fc.nat(1),
  daysAgo: fc.constantFrom(0, 0, 1, 30, 100, 200, 300),
  which: fc.nat(9),
  text: fc.constantFrom('', 'Done', 'Held again'),
  level: fc.constantFrom(undefined, null, 'red' as const, 'green' as const),
  stage: fc.constantFrom(undefined, 'in-progress' as const, 'complete' as const),
  timescale: fc.constantFrom(undefined, undefined, 'by Dec 2027'),
})

const commandOf = (
  actions: readonly string[],
  given: readonly string[],
  { say, action, daysAgo, which, ...fields }: typeof step extends fc.Arbitrary<infer T> ? T : never,
): AnyCommand => {
  const to = { commandId: anId(), actionId: actions[action] ?? '' }
  const on = addDays(TODAY, -daysAgo)
  if (say === 'update')
    return {
      name: 'record-update',
      input: { ...to, updateId: anId(), on, reason: 'As agreed', seen: {}, ...fields },
    }
  if (say === 'undo')
    return {
      name: 'undo-command',
      input: { commandId: anId(), undoes: given[which % Math.max(1, given.length)] ?? anId() },
    }
  if (say === 'withdraw')
    return { name: 'withdraw-action', input: { ...to, on, reason: 'As agreed', seen: {} } }
  return { name: 'restore-action', input: { ...to, on, seen: {} } }
}

test('on any date, as known at any instant, the stored row equals the fold of the events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      await side.close()
      await fresh()
      const actions = await ids(side.db)
      const given: string[] = []
      const first = seconds
      for (const one of steps) {
        const command = commandOf(actions, given, one)
        await run(command)
        given.push(command.input.commandId)
      }

      const [plan] = await side.db.selectFrom('plan_version').select('plan_id').execute()
      const state = await planState(side.db, plan?.plan_id ?? '')
      if (state === null) throw new Error('no plan')
      const parties = new Map(
        (await side.db.selectFrom('party').selectAll().execute()).map((party) => [party.id, party.name]),
      )
      for (const id of actions) {
        const history: Recorded<ActionEvent>[] = await streamOf(side.db, 'action', id)
        const dates = new Set(
          history.flatMap((event) => [event.effectiveOn, addDays(event.effectiveOn, -1)]).concat(TODAY),
        )
        const instants = [first, first + Math.ceil(steps.length / 2), seconds].map(at)
        for (const instant of instants) {
          const known = history.filter((event) => event.recordedAt <= instant)
          for (const date of dates) {
            const folded = foldAction(known, date)
            const nameOf = (party: string) => parties.get(party) ?? ''
            const wanted = folded === null ? [] : [storedAction(folded, state, nameOf)]
            const expected = wanted.map(({ keys, body, haystack }) => ({ ...keys, body, haystack }))
            const stored = await storedOn(id, date, instant)
            expect(stored).toHaveLength(expected.length)
            expect(expected).toMatchObject(stored)
          }
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('an update replaces only the rows it changes', async () => {
  const [id = ''] = await ids(side.db)
  await run(
    commandOf([id], [], {
      say: 'update',
      action: 0,
      daysAgo: 100,
      which: 0,
      text: 'Done',
      level: undefined,
      stage: undefined,
      timescale: undefined,
    }),
  )
  await run(
    commandOf([id], [], {
      say: 'update',
      action: 0,
      daysAgo: 0,
      which: 0,
      text: 'Held again',
      level: undefined,
      stage: undefined,
      timescale: undefined,
    }),
  )
  const rows = await side.db
    .selectFrom('action_version')
    .select(['held_from', 'held_to', 'recorded_from', 'recorded_to'])
    .where('action_id', '=', id)
    .orderBy('version')
    .execute()
  const [march, august] = ['2026-03-01', addDays(TODAY, -100)]
  expect(rows).toEqual([
    { held_from: march, held_to: END, recorded_from: at(1), recorded_to: at(2) },
    { held_from: march, held_to: august, recorded_from: at(2), recorded_to: END_OF_TIME },
    { held_from: august, held_to: END, recorded_from: at(2), recorded_to: at(3) },
    { held_from: august, held_to: TODAY, recorded_from: at(3), recorded_to: END_OF_TIME },
    { held_from: TODAY, held_to: END, recorded_from: at(3), recorded_to: END_OF_TIME },
  ])
})
