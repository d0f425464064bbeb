import {
  aContext,
  aDraft,
  anAction,
  aPlan,
  aRecordOf,
  aSection,
  countedIds,
  TODAY,
  undoOfUpdate,
} from '@beatbook/testkit'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../area/settings.ts'
import { forceDefault } from '../rag/presets/force-default.ts'
import type { RefusalCode } from '../refusal.ts'
import type { Pending } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { foldAction } from './action.ts'
import { actionAggregate } from './aggregate.ts'
import { recordUpdate } from './commands.ts'
import {
  decideAddLink,
  decideLiftOverride,
  decideOverrideLevel,
  decideRecordUpdate,
  decideRemoveLink,
  decideRestoreAction,
  decideWithdrawAction,
} from './decide.ts'
import { actionEvent } from './events.ts'

/** An action of 29 June 2022, in progress, and the commands of people on it. */
const anActionInUse = () => {
  const drafted = aDraft({
    plans: [
      aPlan({ sections: [aSection({ actions: [anAction({ stage: 'in-progress', level: 'amber' })] })] }),
    ],
  })
  const { record, actionIds } = aRecordOf(drafted)
  const [actionId = ''] = actionIds
  const newId = countedIds(5)
  const context = aContext({ newId })
  const command = { commandId: newId(), actionId }
  type Given = Partial<Omit<Parameters<typeof decideRecordUpdate>[1], 'commandId'>>
  const ask = {
    update: (given: Given) =>
      decideRecordUpdate(
        record.history(actionId),
        { ...command, updateId: newId(), text: '', seen: {}, ...given },
        context,
      ),
    undo: (updateId: string) => undoOfUpdate(record.history(actionId), updateId, context),
    withdraw: (on?: string, withdrawn?: number) =>
      decideWithdrawAction(
        record.history(actionId),
        { ...command, on, reason: 'Merged', seen: withdrawn === undefined ? {} : { withdrawn } },
        context,
      ),
    restore: (on?: string) =>
      decideRestoreAction(record.history(actionId), { ...command, on, seen: {} }, context),
  }
  const commit = (decided: ReturnType<typeof decideRecordUpdate>): string => {
    if (!decided.ok) throw new Error(decided.error.code)
    record.append(decided.value as Pending[])
    const [event] = decided.value
    return event?.type === 'update-recorded' ? event.facts.updateId : ''
  }
  return { ask, commit, state: (asAt?: string) => foldAction(record.history(actionId), asAt) }
}
type InUse = ReturnType<typeof anActionInUse>

test.each<[RefusalCode, string, (action: InUse) => ReturnType<typeof decideRecordUpdate>]>([
  ['nothing-said', 'an update without words or change', ({ ask }) => ask.update({})],
  [
    'not-found',
    'an update of an action there is not',
    () =>
      decideRecordUpdate(
        [],
        { commandId: '', actionId: 'x', updateId: '', text: 'Held', seen: {} },
        aContext(),
      ),
  ],
  ['not-found', 'taking back an update there is not', ({ ask }) => ask.undo('x')],
  [
    'command-reused',
    'an update whose id another update has',
    ({ ask, commit }) => {
      const updateId = commit(ask.update({ text: 'Held' }))
      return ask.update({ text: 'Held again', updateId })
    },
  ],
  [
    'effective-in-future',
    'an update dated tomorrow',
    ({ ask }) => ask.update({ text: 'Held', on: '2026-11-21' }),
  ],
  [
    'before-it-exists',
    'an update dated before the action',
    ({ ask }) => ask.update({ text: 'Held', on: '2022-06-28' }),
  ],
  [
    'timescale-not-understood',
    'a timescale nobody can read',
    ({ ask }) => ask.update({ timescale: 'purple monkeys', reason: 'Why' }),
  ],
  [
    'reason-needed',
    'a new timescale without a reason',
    ({ ask }) => ask.update({ timescale: 'by June 2027' }),
  ],
  [
    'stage-not-in-workflow',
    'a stage of another workflow',
    ({ ask }) => ask.update({ stage: 'awaiting-review' }),
  ],
  [
    'reason-needed',
    'reopening what is complete without a reason',
    ({ ask, commit }) => {
      commit(ask.update({ stage: 'complete' }))
      return ask.update({ stage: 'in-progress' })
    },
  ],
  [
    'withdrawn',
    'an update of a withdrawn action',
    ({ ask, commit }) => {
      commit(ask.withdraw())
      return ask.update({ text: 'Held' })
    },
  ],
  [
    'withdrawn',
    'a second withdrawal',
    ({ ask, commit }) => {
      commit(ask.withdraw())
      return ask.withdraw()
    },
  ],
  ['not-withdrawn', 'restoring what is not withdrawn', ({ ask }) => ask.restore()],
  [
    'already-undone',
    'taking the same update back twice',
    ({ ask, commit }) => {
      const update = commit(ask.update({ text: 'Held' }))
      commit(ask.undo(update))
      return ask.undo(update)
    },
  ],
  [
    'stale',
    'a level declared by somebody who has not seen the last one',
    ({ ask, commit, state }) => {
      const seen = { level: state()?.touched.level ?? 0 }
      commit(ask.update({ level: 'red' }))
      return ask.update({ level: 'green', seen })
    },
  ],
  [
    'stale',
    'a share of the work done said by somebody who has not seen the last one',
    ({ ask, commit, state }) => {
      const seen = { progress: state()?.touched.progress ?? 0 }
      commit(ask.update({ progress: 30 }))
      return ask.update({ progress: 40, seen })
    },
  ],
  [
    'stale',
    'a withdrawal by somebody who has not seen the last one',
    ({ ask, commit, state }) => {
      const seen = state()?.touched.withdrawn
      commit(ask.withdraw())
      commit(ask.restore())
      return ask.withdraw(undefined, seen)
    },
  ],
  [
    'stale',
    'a level declared by somebody who has seen all but the newest event',
    ({ ask, commit, state }) => {
      commit(ask.update({ level: 'red' }))
      const seen = { level: state()?.touched.level ?? 0 }
      commit(ask.update({ level: 'amber' }))
      expect(state()?.touched.level).toBe(seen.level + 1)
      return ask.update({ level: 'green', seen })
    },
  ],
  [
    'contradicts-later',
    'a withdrawal before a later update',
    ({ ask, commit }) => {
      commit(ask.update({ text: 'Held' }))
      return ask.withdraw('2023-01-01')
    },
  ],
])('%s refuses %s', (code, _what, tried) => {
  expect(tried(anActionInUse())).toMatchObject({ ok: false, error: { code } })
})

test('what contradicts a later event names that event', () => {
  const { ask, commit } = anActionInUse()
  commit(ask.update({ text: 'Held' }))
  expect(ask.withdraw('2023-01-01')).toMatchObject({
    ok: false,
    error: { args: { event: expect.any(String), on: TODAY } },
  })
})

test('a stale edit is refused with the fields that changed since', () => {
  const { ask, commit } = anActionInUse()
  commit(ask.update({ level: 'red', stage: 'complete' }))
  expect(ask.update({ level: 'green', stage: 'complete', seen: { level: 1, stage: 1 } })).toMatchObject({
    ok: false,
    error: { args: { fields: ['stage', 'level'] } },
  })
})

test('every event that a command creates matches its schema', () => {
  const { record, actionIds } = aRecordOf(
    aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction(), anAction({ ref: '2' })] })] })] }),
  )
  const [actionId = '', other = ''] = actionIds
  const newId = countedIds(7)
  const context = aContext({ newId })
  const command = { commandId: newId(), actionId, reason: 'Merged', seen: {} }
  const history = () => record.history(actionId)
  const decided = [
    () =>
      decideRecordUpdate(
        history(),
        { ...command, updateId: newId(), text: 'Held', level: 'red', stage: 'in-progress', progress: 40 },
        context,
      ),
    () => undoOfUpdate(history(), foldAction(history())?.updates.at(-1)?.id ?? '', context),
    () =>
      decideOverrideLevel(history(), { ...command, level: 'amber', until: TODAY }, context, {
        title: 'Rules',
        levels: forceDefault.levels,
      }),
    () => decideLiftOverride(history(), command, context),
    () => decideAddLink(history(), { ...command, kind: 'depends-on', to: other }, context, new Set()),
    () => decideRemoveLink(history(), { ...command, kind: 'depends-on', to: other }, context),
    () => decideWithdrawAction(history(), command, context),
    () => decideRestoreAction(history(), command, context),
  ]
  for (const decide of decided) {
    const result = decide()
    if (!result.ok) throw new Error(result.error.code)
    for (const event of result.value) expect(actionEvent.safeParse(event).error, event.type).toBeUndefined()
    record.append(result.value as Pending[])
  }
})

test('two people who add only words never conflict, whatever versions they saw', () => {
  const { ask, commit, state } = anActionInUse()
  commit(ask.update({ text: 'One', seen: { level: 1, stage: 1, timescale: 1 } }))
  commit(ask.update({ text: 'Two', seen: { level: 1, stage: 1, timescale: 1 } }))
  expect(state()?.updates.flatMap((update) => update.text ?? [])).toEqual(['One', 'Two'])
})

test('a back-dated update is effective from its day', () => {
  const { ask, commit, state } = anActionInUse()
  commit(ask.update({ level: 'red', on: '2023-01-01' }))
  expect([state('2022-12-31')?.level, state('2023-01-01')?.level]).toEqual(['amber', 'red'])
})

describe('an update that is undone', () => {
  test.each<[string, { level?: 'red'; stage?: string; timescale?: string; reason?: string }]>([
    ['a level', { level: 'red' }],
    ['a stage', { stage: 'complete' }],
    ['a timescale', { timescale: 'by June 2027', reason: 'Funding late' }],
  ])('restores %s', (_what, given) => {
    const { ask, commit, state } = anActionInUse()
    const { level, stage, timescale, redated } = state() ?? {}
    const update = commit(ask.update(given))
    expect(state()).not.toMatchObject({ level, stage, timescale })
    commit(ask.undo(update))
    expect(state()).toMatchObject({ level, stage, timescale, redated })
  })
})

test('a new timescale keeps the original one, and increments the count', () => {
  const { ask, commit, state } = anActionInUse()
  commit(ask.update({ timescale: 'by June 2027', reason: 'Funding late' }))
  expect(state()).toMatchObject({
    originalTimescale: { latest: '2022-10-31' },
    timescale: { said: 'by June 2027', latest: '2027-06-30' },
    redated: 1,
  })
})

test.each(['', 'TBC'])(
  'the first date of an action that said “%s” moves nothing and needs no reason',
  (said) => {
    const { record, actionIds } = aRecordOf(
      aDraft({
        plans: [
          aPlan({
            sections: [aSection({ actions: [anAction({ timescale: readTimescale(said).timescale })] })],
          }),
        ],
      }),
    )
    const [actionId = ''] = actionIds
    const newId = countedIds(8)
    const update = (timescale: string) =>
      decideRecordUpdate(
        record.history(actionId),
        { commandId: newId(), actionId, updateId: newId(), text: '', seen: {}, timescale },
        aContext({ newId }),
      )
    const first = update('by June 2027')
    if (!first.ok) throw new Error(first.error.code)
    record.append(first.value as Pending[])
    expect(foldAction(record.history(actionId))).toMatchObject({
      redated: 0,
      timescale: { latest: '2027-06-30' },
    })
    expect(update('by July 2027')).toMatchObject({ error: { code: 'reason-needed' } })
  },
)

test('progress alone is an update, and undoing it restores the previous value', () => {
  const { ask, commit, state } = anActionInUse()
  expect(state()?.progress).toBeNull()
  commit(ask.update({ progress: 30, on: '2023-01-01' }))
  const later = commit(ask.update({ progress: 95 }))
  expect([state('2023-01-01')?.progress, state()?.progress]).toEqual([30, 95])
  commit(ask.undo(later))
  expect(state()?.progress).toBe(30)
})

test.each([-1, 101, 33.5])('%d per cent is not a valid progress', (progress) => {
  expect(recordUpdate.input.shape.progress.safeParse(progress).success).toBe(false)
})

describe('a priority', () => {
  const settings = { priorities: ['high', 'low'] }
  const said = (given: { priority: string | null; seen?: { priority: number } }, words = settings) => {
    const { record, actionIds } = aRecordOf(
      aDraft({ plans: [aPlan({ sections: [aSection({ actions: [anAction()] })] })] }),
    )
    const [actionId = ''] = actionIds
    const newId = countedIds(8)
    const ids = { commandId: newId(), actionId, updateId: newId() }
    const decided = decideRecordUpdate(
      record.history(actionId),
      { ...ids, text: '', seen: {}, ...given },
      aContext({ newId }),
      null,
      { ...defaultSettings, ...words },
    )
    if (!decided.ok) return decided.error
    for (const event of decided.value) expect(actionEvent.safeParse(event).error).toBeUndefined()
    record.append(decided.value as Pending[])
    return foldAction(record.history(actionId))?.priority
  }

  test('is null or a word of the force’s settings, and a stale one is refused', () => {
    expect(said({ priority: 'low' })).toBe('low')
    expect(said({ priority: null })).toBeNull()
    expect(said({ priority: 'medium' })).toEqual({
      code: 'not-in-settings',
      args: { field: 'priority', said: 'medium', words: ['high', 'low'] },
    })
    expect(said({ priority: 'low', seen: { priority: 0 } })).toMatchObject({
      code: 'stale',
      args: { fields: ['priority'] },
    })
  })

  test('remains when the force’s settings no longer list it, and is cleared by an update', () => {
    const { ask, commit, state } = anActionInUse()
    expect(state()?.priority).toBeNull()
    const update = commit(ask.update({ priority: 'urgent' }))
    expect(state()?.priority).toBe('urgent')
    const taken = commit(ask.update({ priority: null }))
    expect([state('2026-11-19')?.priority, state()?.priority]).toEqual([null, null])
    expect(ask.undo(update)).toMatchObject({ error: { code: 'contradicts-later' } })
    commit(ask.undo(taken))
    expect(state()?.priority).toBe('urgent')
    commit(ask.undo(update))
    expect(state()?.priority).toBeNull()
  })
})

test('a level whose rules require a reason is declared with words or a reason', () => {
  const { record, actionIds } = aRecordOf(aDraft())
  const newId = countedIds(6)
  const code = (given: object, ragRules: Parameters<typeof decideRecordUpdate>[3]) => {
    const command = {
      commandId: newId(),
      actionId: actionIds[0] ?? '',
      updateId: newId(),
      text: '',
      seen: {},
    }
    const decided = decideRecordUpdate(
      record.history(command.actionId),
      { ...command, ...given },
      aContext(),
      ragRules,
    )
    return decided.ok ? 'recorded' : `${decided.error.code} ${JSON.stringify(decided.error.args)}`
  }
  expect(code({ level: 'red' }, forceDefault)).toBe('reason-needed {"field":"level"}')
  expect(code({ level: 'red', reason: 'The supplier withdrew' }, forceDefault)).toBe('recorded')
  expect(code({ level: 'red', text: 'The supplier withdrew' }, forceDefault)).toBe('recorded')
  expect(code({ level: 'green' }, forceDefault)).toBe('recorded')
  expect(code({ stage: 'in-progress' }, forceDefault)).toBe('recorded')
  expect(code({ level: 'red' }, null)).toBe('recorded')
})

test('an update with the id of another action’s update is refused before any other check', () => {
  const { record, actionIds } = aRecordOf(aDraft())
  const { decide } = actionAggregate.commands['record-update']
  const newId = countedIds(6)
  const input = {
    commandId: newId(),
    actionId: actionIds[0] ?? '',
    updateId: newId(),
    text: 'Held',
    seen: {},
  }
  const loaded = { history: record.history(input.actionId), ragRules: null, settings: defaultSettings }
  expect(decide({ ...loaded, taken: true } as never, input as never, aContext())).toEqual({
    ok: false,
    error: { code: 'id-reused', args: { id: input.updateId } },
  })
  expect(decide({ ...loaded, taken: false } as never, input as never, aContext()).ok).toBe(true)
})

test('a field of which an update was undone since is stale to whoever saw it before', () => {
  const { ask, commit, state } = anActionInUse()
  const updateId = commit(ask.update({ level: 'red', text: 'Slipped' }))
  const seen = { level: state()?.touched.level, stage: state()?.touched.stage }
  commit(ask.undo(updateId) as ReturnType<typeof decideRecordUpdate>)
  expect(ask.update({ level: 'green', seen })).toMatchObject({
    ok: false,
    error: { code: 'stale', args: { fields: ['level'] } },
  })
  expect(ask.update({ stage: 'not-started', seen }).ok).toBe(true)
})
