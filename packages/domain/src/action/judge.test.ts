import {
  aContext,
  aDraft,
  anAction,
  anUpdate,
  aPlan,
  aRecordOf,
  aSection,
  countedIds,
  play,
  someDay,
  someSteps,
  TODAY,
} from '@beatbook/testkit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultSettings } from '../area/settings.ts'
import type { Column } from '../column/column.ts'
import { forceDefault } from '../rag.ts'
import type { Pending, Recorded } from '../stream/event.ts'
import { decideUndoCommand } from '../undo/decide.ts'
import { levelCodes, stageCodes } from '../workflow/workflow.ts'
import { foldAction } from './action.ts'
import { decideAddAttachment, decideChangeAttachment, decideRemoveAttachment } from './attach.ts'
import {
  dayOfUpdate,
  decideAddLink,
  decideLiftOverride,
  decideOverrideLevel,
  decideRecordUpdate,
  decideRemoveLink,
  decideRestoreAction,
  decideSetColumns,
  decideWithdrawAction,
} from './decide.ts'
import { decideEditAction } from './edit.ts'
import type { ActionEvent } from './events.ts'
import { type ActionCommand, judgeAction } from './judge.ts'
import type { ActionDecision } from './one-event.ts'
import { type ActionSince, actionNow, actionSince } from './since.ts'

const someColumns: readonly Column[] = [
  { code: 'cost', title: 'Cost', kind: 'money', choices: [] },
  { code: 'ward', title: 'Ward', kind: 'choice', choices: ['North', 'South'] },
]

type History = readonly Recorded<ActionEvent>[]

const page = 'https://www.arden.example/doorbells'
const others = [countedIds(11)(), countedIds(12)()] as const
const attachmentIds = [countedIds(18)(), countedIds(19)()] as const
const someMoment = fc.oneof(someDay(), fc.constantFrom('2024-05-01', TODAY))

/** An event that the steps do not create, decided on the day it is effective. */
type OtherStep = { readonly on: string } & (
  | { readonly do: 'override'; readonly level: string; readonly until: string }
  | { readonly do: 'lift' }
  | { readonly do: 'depend' | 'part'; readonly other: string }
  | { readonly do: 'attach' | 'mark' | 'detach'; readonly attachmentId: string }
)
const someOtherSteps: fc.Arbitrary<OtherStep[]> = fc.array(
  fc.oneof(
    fc.record({
      on: someMoment,
      do: fc.constant('override' as const),
      level: fc.constantFrom('red', 'green'),
      until: fc.constantFrom('2024-05-02', '2027-01-01'),
    }),
    fc.record({ on: someMoment, do: fc.constant('lift' as const) }),
    fc.record({
      on: someMoment,
      do: fc.constantFrom('depend' as const, 'part' as const),
      other: fc.constantFrom(...others),
    }),
    fc.record({
      on: someMoment,
      do: fc.constantFrom('attach' as const, 'attach' as const, 'mark' as const, 'detach' as const),
      attachmentId: fc.constantFrom(...attachmentIds),
    }),
  ),
  { maxLength: 6 },
)

/** The history of an imported action after steps of people and other commands, and its id. */
const someHistory = fc.tuple(someSteps(), someOtherSteps).map(([steps, otherSteps]) => {
  const updates = [anUpdate({ on: '2022-06-30', text: 'Surveyed' })]
  const actions = [anAction({ level: 'amber', stage: 'in-progress', updates })]
  const { record, actionIds } = aRecordOf(aDraft({ plans: [aPlan({ sections: [aSection({ actions })] })] }))
  const [actionId = ''] = actionIds
  play(record, actionId, steps)
  const newId = countedIds(10)
  for (const step of otherSteps) {
    const history = record.history(actionId)
    const context = aContext({ newId, today: step.on })
    const decided = decidedStep(history, step, { commandId: newId(), actionId }, context)
    if (decided.ok) record.append(decided.value as Pending[])
  }
  return { actionId, history: record.history(actionId) }
})

const decidedStep = (
  history: History,
  step: OtherStep,
  base: { commandId: string; actionId: string },
  context: ReturnType<typeof aContext>,
): ActionDecision => {
  if (step.do === 'override') {
    const { level, until } = step
    return decideOverrideLevel(history, { ...base, level, until, reason: 'Board' }, context, forceDefault)
  }
  if (step.do === 'lift') return decideLiftOverride(history, base, context)
  if ('attachmentId' in step) {
    const command = { ...base, attachmentId: step.attachmentId, seen: {} }
    if (step.do === 'detach') return decideRemoveAttachment(history, command, context)
    if (step.do === 'mark') return decideChangeAttachment(history, { ...command, evidence: true }, context)
    return decideAddAttachment(history, { ...command, url: page, evidence: false }, context, new Map())
  }
  const command = { ...base, kind: 'depends-on' as const, to: step.other }
  return step.do === 'depend'
    ? decideAddLink(history, command, context, new Set([step.other]))
    : decideRemoveLink(history, command, context)
}

const optional = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined })
const someCommand = (actionId: string, history: History): fc.Arbitrary<ActionCommand> => {
  const base = { commandId: countedIds(13)(), actionId }
  const ids = history.flatMap((event) => (event.type === 'update-recorded' ? [event.facts.updateId] : []))
  const someId = fc.constantFrom(...ids, countedIds(14)())
  const reason = optional(fc.constantFrom('Funding late'))
  const on = optional(someMoment)
  // As often none as one, which is mostly stale.
  const version = fc.option(fc.constantFrom(0, ...history.map((event) => event.position)), {
    nil: undefined,
    freq: 2,
  })
  const seenEnd = fc.record({ withdrawn: version })
  const end = fc.record({ on, reason: fc.constant('Merged'), seen: seenEnd })
  const link = fc.record({
    kind: fc.constantFrom('depends-on' as const, 'serves' as const),
    to: fc.constantFrom(...others),
    reason,
  })
  return fc.oneof(
    fc
      .record({
        updateId: fc.oneof(
          { weight: 4, arbitrary: fc.constant(countedIds(15)()) },
          { weight: 1, arbitrary: someId },
        ),
        on,
        text: fc.constantFrom('', 'Two held'),
        stage: optional(fc.constantFrom(...stageCodes)),
        level: optional(fc.constantFrom(null, ...levelCodes)),
        progress: optional(fc.constantFrom(0, 100)),
        timescale: optional(fc.constantFrom('by June 2027', 'purple elephants')),
        reason,
        seen: fc.record({ stage: version, level: version, timescale: version, progress: version }),
      })
      .map((given) => ({ name: 'record-update' as const, input: { ...base, ...given } })),
    fc
      .record({
        undoes: fc.constantFrom(...history.map((event) => event.commandId), countedIds(14)()),
        eventIds: optional(
          fc.subarray(
            history.map((event) => event.id),
            { minLength: 1 },
          ),
        ),
        reason,
      })
      .map(({ undoes, eventIds, ...given }) => ({
        name: 'undo-command' as const,
        input: { commandId: base.commandId, undoes, ...(eventIds ? { eventIds } : {}), ...given },
      })),
    end.map((given) => ({ name: 'withdraw-action' as const, input: { ...base, ...given } })),
    end.map((given) => ({ name: 'restore-action' as const, input: { ...base, ...given } })),
    fc
      .record({
        level: fc.constantFrom('red', 'purple'),
        until: fc.constantFrom('2026-11-19', '2026-12-24'),
        reason: fc.constant('Board'),
      })
      .map((given) => ({ name: 'override-level' as const, input: { ...base, ...given } })),
    fc.record({ reason }).map((given) => ({ name: 'lift-override' as const, input: { ...base, ...given } })),
    fc
      .record({
        values: fc.constantFrom<Record<string, string | number | null>[]>(
          { cost: 12.5 },
          { cost: null, ward: 'North' },
          { ward: 'West' },
          { gone: 1 },
        ),
        on,
        reason,
        seen: fc.constantFrom<Record<string, number>[]>({}, { cost: 0 }),
      })
      .map((given) => ({ name: 'set-columns' as const, input: { ...base, ...given } })),
    fc
      .record({
        text: optional(fc.constantFrom('Held', 'Merged')),
        ref: optional(fc.constantFrom('7', '8')),
        on,
        reason,
        seen: fc.record({ text: version, ref: version }),
      })
      .map((given) => ({ name: 'edit-action' as const, input: { ...base, ...given } })),
    fc
      .record({
        attachmentId: fc.constantFrom(...attachmentIds),
        url: fc.constant(page),
        evidence: fc.boolean(),
        evidenceOn: optional(fc.constantFrom('2022-07-01', '2027-01-01')),
        updateId: optional(someId),
        on,
      })
      .map((given) => ({ name: 'add-attachment' as const, input: { ...base, ...given } })),
    fc
      .record({
        attachmentId: fc.constantFrom(...attachmentIds),
        title: optional(fc.constantFrom('Doorbells', 'The register')),
        evidence: optional(fc.boolean()),
        on,
        seen: fc.record({ title: version, evidence: version }),
      })
      .map((given) => ({ name: 'change-attachment' as const, input: { ...base, ...given } })),
    fc
      .record({
        attachmentId: fc.constantFrom(...attachmentIds),
        on,
        reason,
        seen: fc.record({ title: version, evidence: version }),
      })
      .map((given) => ({ name: 'remove-attachment' as const, input: { ...base, ...given } })),
    link.map((given) => ({ name: 'add-link' as const, input: { ...base, ...given } })),
    link.map((given) => ({ name: 'remove-link' as const, input: { ...base, ...given } })),
  )
}

/** What the record loads for an undo in a record with one action. */
const undoKnown = (
  history: History,
  { undoes, eventIds }: { undoes: string; eventIds?: string[] | undefined },
) => {
  const named = history.filter(
    ({ id, commandId }) => commandId === undoes && (eventIds?.includes(id) ?? true),
  )
  const streams = named.length === 0 ? [] : [history as readonly unknown[] as Recorded[]]
  return { role: 'editor' as const, streams, count: streams.length, elsewhere: [] }
}

const known = { parties: { byName: new Map(), ids: new Set<string>() }, slugs: new Set<string>(), plan: [] }

/** A command decided on a history by the function the server calls. */
const decided = (past: History | ActionSince, { name, input }: ActionCommand): ActionDecision => {
  const context = aContext({ newId: countedIds(16) })
  switch (name) {
    case 'record-update':
      return decideRecordUpdate(past, input, context, forceDefault)
    case 'undo-command':
      return decideUndoCommand(undoKnown('events' in past ? past.events : past, input), input, context)
    case 'withdraw-action':
      return decideWithdrawAction(past, input, context)
    case 'restore-action':
      return decideRestoreAction(past, input, context)
    case 'override-level':
      return decideOverrideLevel(past, input, context, forceDefault)
    case 'lift-override':
      return decideLiftOverride(past, input, context)
    case 'add-link':
      return decideAddLink(past, input, context, new Set([input.to]))
    case 'remove-link':
      return decideRemoveLink(past, input, context)
    case 'add-attachment':
      return decideAddAttachment(past, input, context, new Map())
    case 'change-attachment':
      return decideChangeAttachment(past, input, context)
    case 'remove-attachment':
      return decideRemoveAttachment(past, input, context)
    case 'set-columns':
      return decideSetColumns(past, input, context, someColumns)
    case 'edit-action': {
      const edited = decideEditAction(past, input, known, context)
      return edited.ok
        ? { ok: true, value: edited.value.flatMap((e) => (e.type === 'party-added' ? [] : [e])) }
        : edited
    }
  }
}

const someCase = someHistory.chain(({ actionId, history }) =>
  fc.record({
    history: fc.constant(history),
    command: someCommand(actionId, history),
    since: fc.option(someMoment, { freq: 2 }),
  }),
)

/** The day on which a command takes effect, from the whole history. */
const dayOf = ({ input }: ActionCommand): string => ('on' in input ? (input.on ?? TODAY) : TODAY)

/**
 * Whether a new update has the id of one undone before a day, or a new file or link that of one undone or removed
 * before it: only the whole history tells.
 */
const reusesLostId = ({ name, input }: ActionCommand, history: History, past: ActionSince): boolean => {
  if (name === 'record-update')
    return dayOfUpdate(history, input.updateId) !== dayOfUpdate(past, input.updateId)
  if (name !== 'add-attachment') return false
  const isKnown = (events: History) =>
    events.some(({ type, facts }) => type === 'attachment-added' && facts.attachmentId === input.attachmentId)
  const isThere = past.state?.attachments.some(({ id }) => id === input.attachmentId) ?? false
  return isKnown(history) && !isThere && !isKnown(past.events)
}

test('the state before a day and the events since lead to the same decisions as the whole history', () => {
  const outcomes = new Set<string>()
  const codes = new Set<string>()
  fc.assert(
    fc.property(someCase, ({ history, command, since }) => {
      const past = actionSince(history, since)
      // An undo is decided only with all events of an action.
      fc.pre(command.name !== 'undo-command' && !reusesLostId(command, history, past))
      fc.pre(since === null || dayOf(command) >= since)
      const whole = decided(history, command)
      expect(decided(past, command)).toEqual(whole)
      outcomes.add(`${command.name} ${whole.ok ? 'allowed' : 'refused'}`)
      if (!whole.ok) codes.add(whole.error.code)
    }),
    { numRuns: 3_000 },
  )
  // Every command was both allowed and refused.
  expect(outcomes.size).toBe(24)
  const usual = ['contradicts-later', 'stale', 'withdrawn', 'not-withdrawn', 'reason-needed', 'no-override']
  expect([...codes]).toEqual(expect.arrayContaining(usual))
}, 30_000)

test('a screen decides as the server does, or leaves the decision to the server', () => {
  const left = { judged: 0, left: 0 }
  const undone = new Set<string>()
  fc.assert(
    fc.property(someCase, ({ history, command, since }) => {
      const past = actionSince(history, since)
      const judged = judgeAction(
        command,
        { past, ragRules: forceDefault, settings: { ...defaultSettings, columns: [...someColumns] } },
        aContext({ newId: countedIds(16) }),
      )
      left[judged === null ? 'left' : 'judged']++
      const byServer = decided(history, command)
      if (command.name === 'undo-command') {
        const gone = !byServer.ok && ['already-undone', 'not-found'].includes(byServer.error.code)
        expect(judged === null).toBe(since !== null || gone)
        undone.add(byServer.ok ? 'allowed' : byServer.error.code)
      } else
        expect(judged === null).toBe(
          (command.name === 'add-link' && byServer.ok) ||
            (command.name === 'edit-action' && command.input.ref !== undefined && byServer.ok) ||
            (since !== null && dayOf(command) < since),
        )
      if (judged !== null && !reusesLostId(command, history, past)) expect(judged).toEqual(byServer)
    }),
    { numRuns: 1_600 },
  )
  expect([...undone]).toEqual(expect.arrayContaining(['allowed', 'contradicts-later', 'not-found']))
  expect(Math.min(left.judged, left.left)).toBeGreaterThan(50)
})

test('the state before a day and the events since give the action as of today', () => {
  fc.assert(
    fc.property(someHistory, someMoment, ({ history }, since) => {
      expect(actionNow(actionSince(history, since))).toEqual(foldAction(history))
      expect(actionNow(actionSince(history))).toEqual(foldAction(history))
    }),
  )
})

test('only the server decides what a screen does not have the data for', () => {
  const { record, actionIds } = aRecordOf(aDraft())
  const [actionId = ''] = actionIds
  const past = actionSince(record.history(actionId))
  const base = { commandId: countedIds(13)(), actionId }
  const update = { ...base, updateId: countedIds(14)(), text: 'Two held', seen: {} }
  const context = aContext()
  const judge = (known: Parameters<typeof judgeAction>[1]) =>
    judgeAction({ name: 'record-update', input: update }, known, context)
  expect(judge({ past: undefined, ragRules: forceDefault })).toBeNull()
  expect(judge({ past, ragRules: undefined })).toBeNull()
  expect(judge({ past, ragRules: null })).toMatchObject({ ok: true })
  const override = {
    name: 'override-level' as const,
    input: { ...base, level: 'purple', until: TODAY, reason: 'Board' },
  }
  expect(judgeAction(override, { past, ragRules: undefined }, context)).toBeNull()
  expect(judgeAction(override, { past, ragRules: forceDefault }, context)).toMatchObject({
    error: { code: 'level-not-in-rules' },
  })
})
