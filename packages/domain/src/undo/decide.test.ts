import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds } from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import { decideRecordUpdate, decideRestoreAction, decideWithdrawAction } from '../action/decide.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { decideUndoCommand, MOST_STREAMS_UNDONE, type UndoKnown } from './decide.ts'

const ids = countedIds(4)
const undoes = ids()

const event = (kind: Recorded['stream']['kind'], given: Partial<Recorded> = {}): Recorded => ({
  type: 'update-recorded',
  v: 1,
  id: ids(),
  stream: { kind, id: ids() },
  effectiveOn: '2026-03-04',
  facts: {},
  words: {},
  position: 1,
  recordedAt: '2026-03-04T09:00:00.000Z',
  actor: ids(),
  commandId: undoes,
  ...given,
})
const party = () => event('party', { type: 'party-added', words: { name: 'Estates' } })
const rules = () => event('rag-rules', { type: 'rag-rules-saved', facts: { ragRules: {} } })

const decide = (known: Partial<UndoKnown>, eventIds?: string[]) => {
  const streams = known.streams ?? []
  return decideUndoCommand(
    { role: 'editor', count: streams.length, elsewhere: [], ...known, streams },
    { commandId: ids(), undoes, ...(eventIds === undefined ? {} : { eventIds }) },
    aContext(),
  )
}
const code = (known: Partial<UndoKnown>) => {
  const decided = decide(known)
  return decided.ok ? decided.value.length : decided.error.code
}

test('a command that recorded nothing is not found', () => {
  expect(code({ count: 0 })).toBe('not-found')
})

test('a command can be undone in at most 200 streams at once', () => {
  const streams = Array.from({ length: 200 }, () => [party()])
  expect(MOST_STREAMS_UNDONE).toBe(200)
  expect(code({ streams })).toBe(200)
  expect(decide({ count: 201 })).toEqual({
    ok: false,
    error: { code: 'undo-too-large', args: { streams: 201, limit: 200 } },
  })
})

test.each(['person', 'record'] as const)('changes of a %s are not undone', (kind) => {
  expect(code({ streams: [[event(kind)]] })).toBe('not-undoable')
  expect(code({ streams: [[party()], [event(kind)]] })).toBe('not-undoable')
})

test('commands that only administrators may execute are undone only by administrators', () => {
  const streams = [[rules()]]
  expect(code({ role: 'administrator', streams })).toBe(1)
  expect(code({ role: 'editor', streams })).toBe('not-allowed')
  expect(code({ role: null, streams })).toBe('not-allowed')
  expect(code({ role: 'editor', streams: [[party()]] })).toBe(1)
})

test('a command undone in every stream is already undone, and one undone in some is undone in the others', () => {
  const undone = (of: Recorded) =>
    event('party', {
      type: 'command-undone',
      stream: of.stream,
      facts: { commandId: undoes, eventIds: [of.id] },
      words: { reason: null },
      position: 2,
      commandId: ids(),
    })
  const [one, two] = [party(), party()]
  expect(code({ streams: [[one, undone(one)]] })).toBe('already-undone')
  expect(code({ streams: [[one, undone(one)], [two]] })).toBe(1)
})

test('a later name depends on the earlier one, and versions of rules on earlier ones', () => {
  const first = rules()
  const later = { ...rules(), stream: first.stream, commandId: ids(), position: 2 }
  expect(decide({ role: 'administrator', streams: [[first, later]] })).toEqual({
    ok: false,
    error: { code: 'contradicts-later', args: { event: later.id, on: later.effectiveOn } },
  })
  expect(
    code({
      role: 'administrator',
      streams: [
        [
          { ...first, commandId: ids() },
          { ...later, commandId: undoes },
        ],
      ],
    }),
  ).toBe(1)
})

test('the refusal has the newest event of another stream that refers to what would be undone', () => {
  const [older, newest] = [event('action', { position: 8 }), event('action', { position: 9 })]
  for (const elsewhere of [
    [older, newest],
    [newest, older],
  ])
    expect(
      decide({ streams: [[party()]], elsewhere: elsewhere.map((event) => ({ event, blocks: ids() })) }),
    ).toEqual({
      ok: false,
      error: { code: 'contradicts-later', args: { event: newest.id, on: newest.effectiveOn } },
    })
})

test('an accept is undone in all of its streams, from the first day of its events in each', () => {
  const { record } = aRecordOf(aDraft())
  const byStream = Map.groupBy(record.events, ({ stream }) => `${stream.kind} ${stream.id}`)
  const [of] = record.events
  const decided = decideUndoCommand(
    { role: 'editor', count: byStream.size, streams: [...byStream.values()], elsewhere: [] },
    { commandId: ids(), undoes: of?.commandId ?? '', reason: 'The wrong file' },
    aContext(),
  )
  expect(decided.ok && decided.value).toEqual(
    [...byStream.values()].map((events) => ({
      type: 'command-undone',
      v: 1,
      id: expect.any(String),
      stream: events[0]?.stream,
      effectiveOn: '2022-06-29',
      facts: { commandId: of?.commandId, eventIds: events.map(({ id }) => id) },
      words: { reason: 'The wrong file' },
    })),
  )
})

test('what rests on an import is named, the rest is undone, and an owner that others have stays', () => {
  const sections = [aSection({ actions: ['1', '2'].map((ref) => anAction({ key: ref, ref })) })]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const undoes = record.events[0]?.commandId ?? ''
  const said = decideRecordUpdate(
    record.history(actionIds[1] ?? ''),
    { commandId: ids(), actionId: actionIds[1] ?? '', updateId: ids(), text: 'Held', seen: {} },
    aContext({ newId: ids }),
  )
  const [update] = said.ok ? record.append(said.value as Pending[]) : []
  const party = record.events.find(({ stream }) => stream.kind === 'party')?.stream.id ?? ''
  const streams = [
    ...Map.groupBy(record.events, ({ stream }) => `${stream.kind} ${stream.id}`).values(),
  ] as Recorded[][]
  const byOther = { event: event('action', { position: 99 }), blocks: party }
  const undo = (elsewhere: UndoKnown['elsewhere'], more: object = {}) =>
    decideUndoCommand(
      { role: 'editor', count: 500, streams, elsewhere, isImport: true },
      { commandId: ids(), undoes, ...more },
      aContext(),
    )
  expect(undo([byOther])).toMatchObject({
    error: {
      code: 'import-needed',
      args: {
        dependents: [{ kind: 'action', id: actionIds[1], ref: '2', event: update?.id }],
        count: 1,
        rest: 1,
      },
    },
  })
  const rest = undo([byOther], { rest: true })
  expect(rest.ok && rest.value.map(({ stream }) => stream.id)).toEqual([actionIds[0]])
  const before = streams.map((history) => history.filter(({ id }) => id !== update?.id))
  const whole = decideUndoCommand(
    { role: 'editor', count: 500, streams: before, elsewhere: [byOther], isImport: true },
    { commandId: ids(), undoes },
    aContext(),
  )
  const undone = whole.ok ? whole.value.map(({ stream }) => stream.id) : []
  expect(undone).toHaveLength(before.length - 1)
  expect(undone).not.toContain(party)
})

describe('a change of several actions', () => {
  const given = (elsewhere: 'none' | 'of the second' = 'none') => {
    const sections = [aSection({ actions: ['1', '2', '3'].map((ref) => anAction({ key: ref, ref })) })]
    const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
    const context = aContext({ newId: ids })
    const say = (id: string, commandId: string, level: 'red' | 'green') => {
      const command = { commandId, actionId: id, updateId: ids(), text: 'Seen', level, seen: {} }
      const decided = decideRecordUpdate(record.history(id), command, context)
      if (decided.ok) record.append(decided.value as Pending[])
    }
    const append = record.append
    const undoes = ids()
    const events = actionIds.flatMap((id) => {
      const command = {
        commandId: undoes,
        actionId: id,
        updateId: ids(),
        text: '',
        level: 'green' as const,
        seen: {},
      }
      const decided = decideRecordUpdate(record.history(id), command, context)
      return decided.ok ? decided.value : []
    })
    const changed = append(events as Pending[])[0]?.commandId ?? ''
    say(actionIds[0] ?? '', ids(), 'red')
    const undo = (more: object = {}, byRow = true) =>
      decideUndoCommand(
        {
          role: 'editor',
          count: 3,
          streams: actionIds.map((id) => record.history(id) as unknown as Recorded[]),
          elsewhere:
            elsewhere === 'none'
              ? []
              : [{ event: event('plan', { position: 99 }), blocks: actionIds[1] ?? '' }],
          byRow,
        },
        { commandId: ids(), undoes: changed, ...more },
        context,
      )
    return { undo, actionIds }
  }

  test('is undone in the others, after the one that was changed since was named', () => {
    const { undo, actionIds } = given()
    expect(undo()).toMatchObject({
      error: { code: 'undo-partly', args: { of: 3, rows: [{ id: actionIds[0], ref: '1' }] } },
    })
    const rest = undo({ rest: true })
    expect(rest.ok && rest.value.map(({ stream }) => stream.id)).toEqual(actionIds.slice(1))
  })

  test('is held by what another stream needs, too', () => {
    const { undo, actionIds } = given('of the second')
    expect(undo()).toMatchObject({ error: { args: { rows: [{ ref: '1' }, { ref: '2' }] } } })
    const rest = undo({ rest: true })
    expect(rest.ok && rest.value.map(({ stream }) => stream.id)).toEqual(actionIds.slice(2))
  })

  test('is undone as a whole or not at all where its command is one', () => {
    const { undo } = given()
    expect(undo({ rest: true }, false)).toMatchObject({ error: { code: 'contradicts-later' } })
  })
})

test('a restoration is not undone while an update of a later command depends on it', () => {
  const { record, actionIds } = aRecordOf(aDraft())
  const id = actionIds[0] ?? ''
  const context = aContext({ newId: ids })
  const command = { commandId: ids(), actionId: id, reason: 'Merged', seen: {} }
  const say = (decided: ReturnType<typeof decideRecordUpdate>) => {
    if (!decided.ok) throw new Error(decided.error.code)
    return record.append(decided.value as Pending[])
  }
  say(decideWithdrawAction(record.history(id), command, context))
  const [restored] = say(decideRestoreAction(record.history(id), command, context))
  const undo = () =>
    decideUndoCommand(
      { role: 'editor', count: 1, streams: [record.history(id) as unknown as Recorded[]], elsewhere: [] },
      { commandId: ids(), undoes: restored?.commandId ?? '' },
      aContext(),
    )
  expect(undo().ok).toBe(true)
  const [update] = say(
    decideRecordUpdate(record.history(id), { ...command, updateId: ids(), text: 'Held' }, context),
  )
  expect(undo()).toEqual({
    ok: false,
    error: { code: 'contradicts-later', args: { event: update?.id, on: update?.effectiveOn } },
  })
})
