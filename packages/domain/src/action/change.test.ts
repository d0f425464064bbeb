import { aContext, aDraft, anAction, aPlan, aRecordOf, aSection, countedIds, TODAY } from '@beatbook/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../area/settings.ts'
import { refusalSentence } from '../english/refusal.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { foldWords } from '../words/fold.ts'
import { foldAction } from './action.ts'
import { type ChangeKnown, decideChangeActions, judgeChangeActions } from './change.ts'
import { changeActions } from './commands.ts'
import { decideRecordUpdate, decideWithdrawAction } from './decide.ts'
import { actionSince } from './since.ts'

const settings: ChangeKnown['settings'] = {
  ...defaultSettings,
  columns: [{ code: 'cost', title: 'Cost', kind: 'money', choices: [] }],
}

/** A plan of `count` actions in two sections, due on 1 March 2027 and the days after it. */
const aPlanOf = (count: number) => {
  const actions = Array.from({ length: count }, (_, at) =>
    anAction({
      key: `a${at}`,
      ref: String(at + 1),
      timescale: readTimescale(`by ${at + 1} March 2027`).timescale,
    }),
  )
  const sections = [
    aSection({ key: 's1', title: 'On the street', actions }),
    aSection({ key: 's2', title: 'In the office', actions: [anAction({ key: 'z', ref: 'z' })] }),
  ]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections })] }))
  const ids = actionIds.slice(0, count)
  const newId = countedIds(6)
  const context = aContext({ newId })
  const state = (id = '', on?: string) => foldAction(record.history(id), on)
  const planId = state(ids[0])?.planId ?? ''
  const known = (): ChangeKnown => {
    const parties = record.events.filter(({ type }) => type === 'party-added')
    return {
      actions: new Map(actionIds.map((id) => [id, actionSince(record.history(id))])),
      plan: record.events.filter(({ stream }) => stream.id === planId) as unknown as Recorded<PlanEvent>[],
      ragRules: { levels: [] },
      settings,
      parties: {
        byName: new Map(parties.map(({ stream, words }) => [foldWords(String(words.name)), stream.id])),
        ids: new Set(parties.map(({ stream }) => stream.id)),
      },
      addresses: new Map(actionIds.map((id) => [state(id)?.slug ?? '', [id]])),
    }
  }
  const input = (given: object, rows: readonly object[] = ids.map((actionId) => ({ actionId }))) =>
    changeActions.input.parse({ commandId: newId(), planId, rows, ...given })
  const judge = (given: object, rows?: readonly object[], more: Partial<ChangeKnown> = {}) =>
    judgeChangeActions(input(given, rows), { ...known(), ...more }, context)
  const decide = (...given: Parameters<typeof input>) =>
    decideChangeActions(input(...given), known(), context)
  const change = (...given: Parameters<typeof input>) => {
    const decided = decide(...given)
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    record.append(decided.value as Pending[])
    return decided.value.map(({ type }) => type)
  }
  const say = (id: string, given: object) => {
    const decided = decideRecordUpdate(
      record.history(id),
      { commandId: newId(), actionId: id, updateId: newId(), text: '', seen: {}, ...given },
      context,
    )
    if (!decided.ok) throw new Error(JSON.stringify(decided.error))
    record.append(decided.value as Pending[])
  }
  return { record, ids, context, newId, state, judge, decide, change, say, planId, actionIds }
}

test('dates are moved by days and keep the days between them', () => {
  const { ids, state, change } = aPlanOf(3)
  expect(change({ shift: '14d', reason: 'Agreed by the board' })).toEqual(Array(3).fill('update-recorded'))
  expect(ids.map((id) => state(id)?.timescale)).toMatchObject([
    { said: 'by 15 March 2027', latest: '2027-03-15' },
    { said: 'by 16 March 2027', latest: '2027-03-16' },
    { said: 'by 17 March 2027', latest: '2027-03-17' },
  ])
})

test('every field of several actions is changed in one command, a row’s own before that of all', () => {
  const { ids, state, change, actionIds } = aPlanOf(2)
  const sectionId = state(actionIds.at(-1))?.sectionId
  const types = change(
    {
      update: 'Reviewed by the board',
      level: 'green',
      stage: 'in-progress',
      priority: 'high',
      progress: 40,
      sectionId,
      owners: [{ name: 'Fleet' }],
      columns: { cost: 1200 },
      reason: 'Board',
    },
    [
      { actionId: ids[0], level: 'amber', text: 'Fit ten doorbells', ref: '9' },
      { actionId: ids[1], timescale: 'by June 2028' },
    ],
  )
  expect(types.filter((type) => type === 'party-added').length).toBe(1)
  expect(types.length).toBe(7)
  const [first, second] = ids.map((id) => state(id))
  const common = { stage: 'in-progress', priority: 'high', progress: 40, sectionId }
  expect(first).toMatchObject({ ...common, level: 'amber', text: 'Fit ten doorbells', slug: '9' })
  expect(second).toMatchObject({ ...common, level: 'green', timescale: { latest: '2028-06-30' }, slug: '2' })
  expect(first?.owners).toEqual(second?.owners)
  expect(first?.updates.at(-1)?.text).toBe('Reviewed by the board')
  expect(first?.columns).toEqual({ cost: { kind: 'money', value: 1200 } })
})

test('what a merged owner is now is known in every row, also after one that adds an owner', () => {
  const { ids, newId, judge } = aPlanOf(2)
  const [gone, stays] = [newId(), newId()]
  const known = {
    parties: { byName: new Map(), ids: new Set([gone, stays]), merged: new Map([[gone, stays]]) },
  }
  const [, second] = judge(
    {},
    [
      { actionId: ids[0], owners: [{ name: 'Fleet' }] },
      { actionId: ids[1], owners: [{ partyId: gone }] },
    ],
    known,
  )
  expect(second?.after?.owners).toMatchObject([{ partyId: stays }])
})

test('an action that has the values already is left as it is', () => {
  const { ids, change, decide, judge } = aPlanOf(2)
  change({ level: 'green', columns: { cost: 10 } }, [{ actionId: ids[0] }])
  const again = judge({ level: 'green', columns: { cost: 10 } })
  expect(again.map(({ events }) => events.length)).toEqual([0, 2])
  expect(again.map(({ refusal }) => refusal)).toEqual([null, null])
  change({ level: 'green', columns: { cost: 10 } })
  expect(decide({ level: 'green', columns: { cost: 10 } })).toEqual({ ok: true, value: [] })
  expect(decide({ timescale: '1 March 2027' }, [{ actionId: ids[0] }])).toEqual({ ok: true, value: [] })
})

describe('one that cannot be changed', () => {
  test('is named with the reason, and nothing is changed', () => {
    const { ids, state, say, decide, judge } = aPlanOf(4)
    say(ids[0] ?? '', { timescale: 'ongoing', reason: 'Never ends' })
    const shift = { shift: '14d', reason: 'Agreed' }
    const decided = decide(shift)
    expect(decided).toMatchObject({
      error: {
        code: 'rows-refused',
        args: {
          of: 4,
          rows: [{ id: ids[0], ref: '1', because: { code: 'nothing-to-shift', args: { said: 'ongoing' } } }],
        },
      },
    })
    expect(!decided.ok && refusalSentence(decided.error)).toBe(
      'Nothing was changed, because 1 of 4 actions cannot be. 1: “ongoing” has no date that could be moved. Give it a timescale instead.',
    )
    expect(judge(shift).map(({ refusal }) => refusal?.code ?? null)).toEqual([
      'nothing-to-shift',
      null,
      null,
      null,
    ])
    expect(state(ids[1])?.timescale.latest).toBe('2027-03-02')
  })

  test('since somebody changed the same field after the preview is named, and another field is no matter', () => {
    const { ids, say, decide, judge } = aPlanOf(3)
    const preview = judge({ level: 'green' })
    const rows = preview.map(({ actionId, seen }) => ({ actionId, seen }))
    expect(preview[0]?.seen).toEqual({ level: expect.any(Number) })
    say(ids[0] ?? '', { level: 'red', text: 'The contractor left' })
    say(ids[1] ?? '', { progress: 20 })
    expect(decide({ level: 'green' }, rows)).toMatchObject({
      error: { args: { rows: [{ id: ids[0], because: { code: 'stale', args: { fields: ['level'] } } }] } },
    })
    expect(decide({ level: 'green' }, rows.slice(1)).ok).toBe(true)
  })

  test('is withdrawn, or of another plan, or did not exist on the day', () => {
    const { ids, record, context, newId, decide } = aPlanOf(2)
    const withdrawn = decideWithdrawAction(
      record.history(ids[0] ?? ''),
      { commandId: newId(), actionId: ids[0] ?? '', reason: 'Merged', seen: {} },
      context,
    )
    if (withdrawn.ok) record.append(withdrawn.value as Pending[])
    const refused = (given: object, rows: readonly object[]) => {
      const decided = decide(given, rows)
      return !decided.ok && decided.error.code === 'rows-refused'
        ? decided.error.args.rows.map(({ because }) => because.code)
        : decided
    }
    expect(refused({ level: 'green' }, [{ actionId: ids[0] }, { actionId: newId() }])).toEqual([
      'withdrawn',
      'not-found',
    ])
    expect(refused({ level: 'green', on: '1999-01-01' }, [{ actionId: ids[1] }])).toEqual([
      'before-it-exists',
    ])
    expect(refused({ level: 'green', on: '2199-01-01' }, [{ actionId: ids[1] }])).toEqual([
      'effective-in-future',
    ])
    expect(refused({ withdrawn: true }, [{ actionId: ids[1] }])).toEqual(['reason-needed'])
    expect(refused({ priority: 'urgent' }, [{ actionId: ids[1] }])).toEqual(['not-in-settings'])
    expect(refused({ columns: { cost: 'dear' } }, [{ actionId: ids[1] }])).toEqual(['column-unfit'])
    expect(refused({ columns: { none: 'dear' } }, [{ actionId: ids[1] }])).toEqual(['not-found'])
  })
})

test('nothing to change is refused', () => {
  const { decide } = aPlanOf(2)
  expect(decide({ reason: 'None' })).toMatchObject({ error: { code: 'nothing-said' } })
  expect(decide({ update: '' })).toMatchObject({ error: { code: 'nothing-said' } })
})

test('actions are withdrawn and promised again, and those that are so already stay', () => {
  const { ids, state, change } = aPlanOf(2)
  expect(change({ withdrawn: true, reason: 'Merged' }, [{ actionId: ids[0] }])).toEqual(['action-withdrawn'])
  expect(change({ withdrawn: true, reason: 'Merged' })).toEqual(['action-withdrawn'])
  expect(change({ withdrawn: false })).toEqual(['action-restored', 'action-restored'])
  expect(ids.map((id) => state(id)?.withdrawn)).toEqual([false, false])
})

test('two rows that ask for the same ref get different addresses', () => {
  const { ids, state, change } = aPlanOf(3)
  change({ ref: '7' })
  expect(ids.map((id) => state(id)?.slug)).toEqual(['7', '7~2', '7~3'])
})

test('an action is named once, and at most 200 are', () => {
  const { ids, planId, newId } = aPlanOf(1)
  const valid = (rows: readonly object[]) =>
    changeActions.input.safeParse({ commandId: newId(), planId, rows, level: 'green' }).success
  const [actionId] = ids
  expect(valid([{ actionId }])).toBe(true)
  expect(valid([{ actionId }, { actionId }])).toBe(false)
  expect(valid([])).toBe(false)
  expect(valid(Array.from({ length: 200 }, () => ({ actionId: newId() })))).toBe(true)
  expect(valid(Array.from({ length: 201 }, () => ({ actionId: newId() })))).toBe(false)
})

// The preview shows exactly what is saved: the same function judges both.
test('what a preview shows is what the record then says', () => {
  const field = fc.record(
    {
      level: fc.constantFrom('red', 'amber', 'green', null),
      stage: fc.constantFrom('not-started', 'in-progress', 'complete'),
      progress: fc.integer({ min: 0, max: 100 }),
      shift: fc.constantFrom('14d', '-3m', '1y'),
      update: fc.constantFrom('Held', ''),
      text: fc.constantFrom('Fit ten doorbells', 'Walk the docks'),
      ref: fc.constantFrom('1', '2', '30'),
      columns: fc.record({ cost: fc.constantFrom(1, 2.5, null) }),
      withdrawn: fc.boolean(),
      on: fc.constantFrom(TODAY, '2026-09-01', '2024-02-29'),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (changes) => {
      const { record, ids, state, judge, decide, context } = aPlanOf(3)
      for (const given of changes) {
        const asked = { reason: 'Board', ...given }
        const judged = judge(asked)
        const decided = decide(asked)
        if (!decided.ok) {
          expect(
            decided.error.code === 'nothing-said' || judged.some(({ refusal }) => refusal !== null),
          ).toBe(true)
          continue
        }
        record.append(decided.value as Pending[])
        const on = 'on' in given ? given.on : context.today
        for (const [at, id] of ids.entries()) {
          const { after, events } = judged[at] ?? {}
          const now = state(id, on)
          const shown = (of: typeof now | undefined) =>
            of && {
              ...of,
              updates: of.updates.map(({ id: _, ...said }) => said),
              touched: 0,
              columnsTouched: 0,
            }
          expect(shown(after)).toEqual(shown(now))
          expect(events?.length === 0).toBe(
            !decided.value.some(({ stream }) => stream.kind === 'action' && stream.id === id),
          )
        }
      }
    }),
    { numRuns: 60 },
  )
})
