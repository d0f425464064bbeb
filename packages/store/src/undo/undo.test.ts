import { addDays, type CommandName } from '@beatbook/domain'
import { countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Store } from '../open.ts'
import {
  accept,
  actionAt,
  anId,
  anUpdateOf,
  at,
  by,
  everything,
  forms,
  freshStore,
  harbour,
} from '../testing.ts'

let store: Store
let ids: readonly string[]
let seconds: number
const fresh = async () => {
  store = await freshStore(forms[0], { newId: countedIds(3) })
  seconds = 0
  await accept(store, harbour({ ref: '1', level: 'red' }, { ref: '2', level: 'amber' }))
  ids = [(await actionAt(store, 'harbour/1')).id, (await actionAt(store, 'harbour/2')).id]
  for (const [title, kind] of [
    ['Cost', 'money'],
    ['Note', 'text'],
  ])
    await run('add-column', { commandId: anId(), title, kind, seen: {} })
}
beforeEach(fresh)
afterEach(() => store.close())

const run = (name: CommandName, input: object) =>
  store.commands.run(name, input as never, by('ada', ++seconds))
const undo = (undoes: string, more: { eventIds?: string[]; reason?: string; rest?: boolean } = {}) => {
  const commandId = anId()
  return run('undo-command', { commandId, undoes, ...more }).then((answer) => ({ answer, commandId }))
}

const someStep = fc.record({
  say: fc.constantFrom(
    'update',
    'update',
    'update',
    'withdraw',
    'restore',
    'override',
    'lift',
    'link',
    'part',
    'attach',
    'mark',
    'detach',
    'columns',
    'columns',
    'edit',
    'edit',
  ),
  action: fc.nat(1),
  daysAgo: fc.constantFrom(0, 0, 1, 30, 100, 200),
  text: fc.constantFrom('', 'Done', 'Held again'),
  level: fc.constantFrom(undefined, 'amber' as const, 'green' as const),
  stage: fc.constantFrom(undefined, 'in-progress' as const, 'complete' as const),
  timescale: fc.constantFrom(undefined, undefined, 'by Dec 2027'),
})
type Step = typeof someStep extends fc.Arbitrary<infer T> ? T : never

/** Runs the command of a step; returns its id where it was recorded. */
const give = async ({ say, action, daysAgo, ...fields }: Step): Promise<string | null> => {
  const actionId = ids[action] ?? ''
  const base = { commandId: anId(), actionId }
  const on = addDays(TODAY, -daysAgo)
  const link = { ...base, kind: 'depends-on' as const, to: ids[1 - action] ?? '' }
  // Both actions can have one of this id.
  const attachment = { attachmentId: ids[1] ?? '', seen: {} }
  const answer = await {
    update: () => run('record-update', anUpdateOf(actionId, { ...base, ...fields, on, reason: 'As agreed' })),
    withdraw: () => run('withdraw-action', { ...base, on, reason: 'As agreed', seen: {} }),
    restore: () => run('restore-action', { ...base, on, seen: {} }),
    override: () => run('override-level', { ...base, level: 'red', until: '2027-01-01', reason: 'Board' }),
    lift: () => run('lift-override', base),
    link: () => run('add-link', link),
    part: () => run('remove-link', link),
    attach: () => run('add-attachment', { ...base, ...attachment, url: 'https://www.arden.example', on }),
    mark: () => run('change-attachment', { ...base, ...attachment, evidence: daysAgo < 100, on }),
    detach: () => run('remove-attachment', { ...base, ...attachment, on }),
    columns: () =>
      run('set-columns', {
        ...base,
        on,
        values: { cost: daysAgo, note: fields.text, ...(fields.stage ? { note: fields.stage } : {}) },
        seen: {},
      }),
    edit: () =>
      run('edit-action', {
        ...base,
        on,
        text: fields.text === '' ? 'Held' : fields.text,
        ref: fields.level ?? '1',
        owners: [{ name: fields.stage ?? 'Dock Team' }, { name: fields.timescale ?? 'TBC' }],
        seen: {},
      }),
  }[say]()
  return answer.ok && !answer.value.unchanged ? base.commandId : null
}

/** Runs steps; returns the ids of the commands that were recorded. */
const giveAll = async (steps: readonly Step[]): Promise<string[]> => {
  const given: string[] = []
  for (const step of steps) {
    const id = await give(step)
    if (id !== null) given.push(id)
  }
  return given
}

const days = [undefined, TODAY, ...[0, 1, 30, 100, 200].map((ago) => addDays(TODAY, -ago - 1)), '2026-03-01']

/** All answers about the actions on many days, as known at an instant. */
const answers = async (knownAt?: string) => {
  const known = knownAt === undefined ? {} : { knownAt }
  const all = []
  for (const asAt of days) {
    const when = asAt === undefined ? known : { ...known, asAt }
    for (const ref of ids) {
      const action = await store.actions.get(ref, when)
      if (!action.ok) throw new Error(action.error.code)
      // The versions of fields show when they last changed, also by an undo.
      const { touched: _, columnsTouched: __, attachments, ...shown } = action.value
      const attached = attachments.map(({ touched: _, ...each }) => each)
      all.push(
        { ...shown, attached },
        await store.rating.why(ref, when),
        await store.rating.ribbon(ref, when),
      )
    }
    all.push(
      await store.plans.list(when),
      await store.actions.list({ ...everything, withdrawn: 'with', ...when }),
    )
  }
  return all
}

/** The history of an action without undone entries. */
const history = async (ref: string) => {
  const history = await store.actions.history(`harbour/${ref}`)
  if (!history.ok) throw new Error(history.error.code)
  return history.value
    .filter(({ type, undone }) => type !== 'command-undone' && undone === null)
    .map(({ redone: _, ...entry }) => entry)
}

/** A link removed on the day it was added once left the ratings of earlier days split. */
const linkedForADay: Step[] = [
  { say: 'update', action: 1, daysAgo: 100, text: '', stage: 'complete' },
  { say: 'link', action: 0, daysAgo: 0, text: '' },
  { say: 'part', action: 0, daysAgo: 0, text: '' },
].map((step) => ({ level: undefined, stage: undefined, timescale: undefined, ...step }) as Step)

/** A link, its removal, and a link in the other direction. */
const linkedTheOtherWay: Step[] = [
  { say: 'link', action: 1, daysAgo: 0, text: '' },
  { say: 'part', action: 1, daysAgo: 0, text: '' },
  { say: 'link', action: 0, daysAgo: 0, text: '' },
].map((step) => ({ level: undefined, stage: undefined, timescale: undefined, ...step }) as Step)

test('undo followed by redo restores every answer, and answers with an earlier knownAt do not change', async () => {
  const done = { undone: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 2, maxLength: 8 }), fc.nat(7), async (steps, which) => {
      await store.close()
      await fresh()
      const given = await giveAll(steps)
      fc.pre(given.length > 0)
      const before = [await answers(), await history('1'), await history('2')]
      const known = at(seconds)
      const undone = await undo(given[which % given.length] ?? '')
      done[undone.answer.ok ? 'undone' : 'refused']++
      expect(await answers(known)).toEqual(before[0])
      if (!undone.answer.ok) return
      expect((await undo(undone.commandId)).answer).toMatchObject({ ok: true })
      expect([await answers(), await history('1'), await history('2')]).toEqual(before)
      expect(await answers(known)).toEqual(before[0])
    }),
    // The first example can be undone; the second, the link, cannot: its removal depends on it.
    {
      numRuns: 25,
      examples: [
        [linkedForADay, 0],
        [linkedForADay, 1],
      ],
    },
  )
  expect(Math.min(done.undone, done.refused)).toBeGreaterThan(0)
})

test('a bulk command is undone row by row in any order, or refused with the event that depends on the row', async () => {
  let refused = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(someStep, { minLength: 3, maxLength: 9 }),
      fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
      async (steps, order) => {
        await store.close()
        await fresh()
        const before = await answers()
        const given = await giveAll(steps)
        const place = new Map(given.map((id, index) => [id, index]))
        const commandOf = async (event: string) => {
          for (const ref of ['1', '2']) {
            const events = await store.actions.events(`harbour/${ref}`)
            const found = events.ok && events.value.events.find(({ id }) => id === event)
            if (found) return found.commandId
          }
          return ''
        }
        const waiting = new Set(
          [...given].sort((a, b) => (order[place.get(a) ?? 0] ?? 0) - (order[place.get(b) ?? 0] ?? 0)),
        )
        while (waiting.size > 0) {
          const size = waiting.size
          for (const id of waiting) {
            const { answer } = await undo(id)
            if (answer.ok) waiting.delete(id)
            else {
              refused++
              expect(answer.error.code).toBe('contradicts-later')
              const resting = await commandOf(String((answer.error.args as { event: string }).event))
              // It was recorded later and is not undone.
              expect(place.get(resting)).toBeGreaterThan(place.get(id) ?? 99)
              expect([...waiting]).toContain(resting)
            }
          }
          // Nothing depends on the newest event that is not undone.
          expect(waiting.size).toBeLessThan(size)
        }
        expect(await answers()).toEqual(before)
      },
    ),
    // The example undoes the removal of a link while a later link exists in the other direction.
    { numRuns: 25, examples: [[linkedTheOtherWay, [3, 0, 1, 2, 4, 5, 6, 7, 8]]] },
  )
  expect(refused).toBeGreaterThan(0)
})

test('one imported update of many is undone, but not the creation that others depend on', async () => {
  const history = await store.actions.history('harbour/1')
  if (!history.ok) throw new Error(history.error.code)
  const [added, stated] = history.value
  expect(stated).toMatchObject({ type: 'update-recorded', changes: [{ field: 'level', to: 'red' }] })
  const one = await undo(stated?.commandId ?? '', { eventIds: [stated?.eventId ?? ''], reason: 'Misread' })
  expect(one.answer).toMatchObject({ ok: true })
  expect((await actionAt(store, 'harbour/1')).level).toBeNull()
  expect((await actionAt(store, 'harbour/2')).level).toBe('amber')

  await run('add-link', { commandId: anId(), actionId: ids[1], kind: 'serves', to: ids[0] })
  const other = await undo(added?.commandId ?? '', { eventIds: [added?.eventId ?? ''] })
  const events = await store.actions.events('harbour/2')
  const link = !events.ok ? undefined : events.value.events.find(({ type }) => type === 'link-added')
  expect(other.answer).toMatchObject({
    ok: false,
    error: { code: 'contradicts-later', args: { event: link?.id } },
  })
})

test('an import is undone completely while nothing depends on it, and redone, with its owners and its code', async () => {
  const draft = harbour({ ref: '1', owners: [{ name: 'Dock Team', duty: 'responsible' }] })
  const other = { ...draft, source: { ...draft.source, pieces: [{ text: 'Other', place: { line: 1 } }] } }
  const second = await accept(store, other)
  expect(second.plans[0]?.code).toBe('harbour-2')
  const before = [
    await store.plans.list(),
    await store.actions.get('harbour-2/1'),
    await store.work.parties('ada'),
  ]
  const history = await store.actions.history('harbour-2/1')
  const commandId = history.ok ? (history.value[0]?.commandId ?? '') : ''
  const undone = await undo(commandId)
  expect(undone.answer).toMatchObject({ ok: true })
  expect((await store.plans.list()).map(({ code }) => code)).toEqual(['harbour'])
  expect(await store.actions.get('harbour-2/1')).toMatchObject({ ok: false })
  expect((await store.work.parties('ada')).map(({ name }) => name)).not.toContain('Dock Team')
  expect((await store.actions.list(everything)).rows.map(({ address }) => address)).toEqual([
    'harbour/1',
    'harbour/2',
  ])

  const redone = await undo(undone.commandId)
  expect(redone.answer).toMatchObject({ ok: true })
  const after = [
    await store.plans.list(),
    await store.actions.get('harbour-2/1'),
    await store.work.parties('ada'),
  ]
  const seen = (all: unknown[]) =>
    JSON.parse(JSON.stringify(all, (key, value) => (key === 'touched' ? null : value)))
  expect(seen(after)).toEqual(seen(before))

  // Its code and its owner's name may be in use elsewhere by then: it is not redone.
  const again = await undo(commandId)
  expect(again.answer).toMatchObject({ ok: true })
  const third = await accept(store, {
    ...other,
    source: { ...other.source, pieces: [{ text: 'Third', place: { line: 1 } }] },
  })
  expect(third.plans[0]?.code).toBe('harbour-2')
  expect((await undo(again.commandId)).answer).toMatchObject({
    ok: false,
    error: { code: 'import-needed' },
  })
})

test('an import whose actions changed since is undone in the others, after what rests on it was named', async () => {
  const history = await store.actions.history('harbour/1')
  const commandId = history.ok ? (history.value[0]?.commandId ?? '') : ''
  await run('record-update', anUpdateOf(ids[0] ?? ''))
  const events = await store.actions.events('harbour/1')
  const update = events.ok ? events.value.events.at(-1) : undefined
  expect((await undo(commandId)).answer).toMatchObject({
    ok: false,
    error: {
      code: 'import-needed',
      args: {
        dependents: [{ kind: 'action', ref: '1', event: update?.id, commandId: update?.commandId }],
        count: 1,
        rest: 1,
      },
    },
  })
  expect((await undo(commandId, { rest: true })).answer).toMatchObject({ ok: true })
  const { rows } = await store.actions.list(everything)
  expect(rows.map(({ ref }) => ref)).toEqual(['1'])
})

test('saved rules are undone while no plan pins them, and their version number is not reused', async () => {
  const confided = { email: 'admin@example.org', passwordHash: 'hash-1' }
  await store.people.run('set-up', { commandId: anId(), personId: 'ada', name: 'Ada' }, confided, by('ada'))
  const [preset] = await store.rating.allRagRules()
  const rules = { ...(await store.rating.ragRules(preset?.code ?? '')), code: 'ours', version: 0 }
  const save = (version: number) => {
    const commandId = anId()
    return run('save-rag-rules', { commandId, ragRulesId: anId(), ragRules: { ...rules, version } }).then(
      (answer) => ({ answer, commandId }),
    )
  }
  const first = await save(0)
  const second = await save(1)
  expect([first.answer.ok, second.answer.ok]).toEqual([true, true])
  const byAnother = { commandId: anId(), undoes: second.commandId }
  expect(await store.commands.run('undo-command', byAnother, by('ben', ++seconds))).toEqual({
    ok: false,
    error: { code: 'not-allowed', args: { capability: 'administer' } },
  })
  expect((await undo(first.commandId)).answer).toMatchObject({ error: { code: 'contradicts-later' } })
  const [plan] = await store.plans.list()
  const pinned = anId()
  await run('pin-rag-rules', { commandId: pinned, planId: plan?.id, code: 'ours', version: 2 })
  expect((await undo(second.commandId)).answer).toMatchObject({ error: { code: 'contradicts-later' } })
  expect((await undo(pinned)).answer).toMatchObject({ ok: true })
  expect((await store.plans.list())[0]?.ragRules?.code).toBe('force-default')
  expect((await undo(second.commandId)).answer).toMatchObject({ ok: true })
  expect(
    await run('pin-rag-rules', { commandId: anId(), planId: plan?.id, code: 'ours', version: 2 }),
  ).toMatchObject({ error: { code: 'not-found' } })
  expect((await save(1)).answer).toMatchObject({ ok: true })
  expect((await store.rating.allRagRules()).filter(({ code }) => code === 'ours')).toMatchObject([
    { version: 1 },
    { version: 3 },
  ])
})

test('a stale edit of a field that was undone meanwhile is detected', async () => {
  const update = anUpdateOf(ids[0] ?? '', { level: 'green' })
  await run('record-update', update)
  const seen = { level: (await actionAt(store, 'harbour/1')).touched.level }
  await undo(update.commandId)
  expect(await run('record-update', anUpdateOf(ids[0] ?? '', { level: 'amber', seen }))).toMatchObject({
    ok: false,
    error: { code: 'stale', args: { fields: ['level'] } },
  })
})

test('unknown commands, and commands about people and the clock, are not undone', async () => {
  expect((await undo(anId())).answer).toMatchObject({
    ok: false,
    error: { code: 'not-found', args: { what: 'command' } },
  })
  const setUp = anId()
  const confided = { email: 'admin@example.org', passwordHash: 'hash-1' }
  await store.people.run('set-up', { commandId: setUp, personId: anId(), name: 'Ada' }, confided, by('ada'))
  expect((await undo(setUp)).answer).toEqual({ ok: false, error: { code: 'not-undoable', args: {} } })
  const update = anUpdateOf(ids[0] ?? '')
  await run('record-update', update)
  await undo(update.commandId)
  expect((await undo(update.commandId)).answer).toMatchObject({
    ok: false,
    error: { code: 'already-undone' },
  })
})
