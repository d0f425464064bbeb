import type * as z from 'zod'
import type { Settings } from '../area/settings.ts'
import type { IsoDate } from '../calendar/date.ts'
import { type Column, type ColumnValue, sameCell, valueIn } from '../column/column.ts'
import type { RagRules } from '../rag/rules.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok } from '../result.ts'
import type { DecideContext } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { hasLink, isDated } from './action.ts'
import { type Uploads, withAttachments } from './attach.ts'
import { columnParts } from './columns.ts'
import type {
  addLink,
  liftOverride,
  overrideLevel,
  recordUpdate,
  removeLink,
  restoreAction,
  setColumns,
  withdrawAction,
} from './commands.ts'
import { saidFieldNames, saidIn, saidParts } from './fields.ts'
import { fieldChoices, isChoice } from './given.ts'
import { type ActionDecision, type ActionHistory, actionOn, decideEvent, pastOf } from './one-event.ts'
import type { SaidValues } from './schemas.ts'
import { actionNow } from './since.ts'

/**
 * Decides an update. Refused with `not-found`, `effective-in-future`, `before-it-exists`, `withdrawn`,
 * `nothing-said`, `command-reused` (another update has the id), `stage-not-in-workflow`,
 * `timescale-not-understood`, `reason-needed` (another timescale than one that says when, reopening a complete action, or a level for
 * which the plan's RAG rules require the risk or issue), `not-in-settings` (a value that the force's
 * `settings` do not list; checked where they are passed), `stale`, or `contradicts-later` with the event that
 * could no longer follow. The files and links that come with it are refused as by `decideAddAttachment`;
 * `uploads` are the files that were uploaded.
 *
 * @example
 * ```ts
 * import { composeDraft, decideAcceptDraft, decideRecordUpdate, eventsOfAction, recordUpdate } from '@beatbook/domain'
 *
 * const newId = () => crypto.randomUUID()
 * const context = { today: '2026-11-20', actor: newId(), newId }
 * const sections = [{ title: 'Access', actions: [{ ref: '1', text: 'Fit a doorbell', timescale: 'by Oct 2026' }] }]
 * const draft = composeDraft('stations', [{ title: 'Stations', on: '2022-06-29', sections }])
 * const input = { draft, decisions: [], documentId: newId(), as: [], parties: new Map(), codes: new Set<string>(), plans: new Map() }
 * const accepted = decideAcceptDraft(input, context)
 * const stamp = { recordedAt: '2026-11-20T09:00:00Z', actor: context.actor, commandId: newId() }
 * const record = accepted.ok ? accepted.value.events.map((event, position) => ({ ...event, ...stamp, position })) : []
 * const actionId = record.find((event) => event.type === 'action-added')?.stream.id ?? ''
 *
 * const update = (given: object) => {
 *   const command = recordUpdate.input.parse({ commandId: newId(), actionId, updateId: newId(), ...given })
 *   const decided = decideRecordUpdate(eventsOfAction(record, actionId), command, context)
 *   return decided.ok ? decided.value.map(({ type, effectiveOn }) => `${type} ${effectiveOn}`).join() : decided.error.code
 * }
 * console.log(update({ text: 'All fitted', stage: 'complete', on: '2022-11-03' })) // update-recorded 2022-11-03
 * console.log(update({ timescale: 'by June 2027' })) // reason-needed
 * console.log(update({ text: 'All fitted', on: '2022-06-28' })) // before-it-exists
 * ```
 */
export const decideRecordUpdate = (
  history: ActionHistory,
  command: z.output<typeof recordUpdate.input>,
  context: DecideContext,
  ragRules: Pick<RagRules, 'levels'> | null = null,
  settings: Settings | null = null,
  uploads: Uploads = new Map(),
): ActionDecision => {
  const { actionId, updateId, text, reason, level } = command
  const { timescale: written, ...given } = saidIn(command)
  const changed = saidFieldNames.filter((field) => command[field] !== undefined)
  const attached = command.attachments ?? []
  if (text === '' && changed.length === 0 && attached.length === 0) return err(refuse('nothing-said'))
  if (dayOfUpdate(history, updateId) !== null) return err(refuse('command-reused', { id: updateId }))
  const timescale = written === undefined ? undefined : readTimescale(written).timescale
  if (timescale?.kind === 'unknown') return err(refuse('timescale-not-understood', { said: timescale.said }))
  // The first date moves nothing, so it needs no reason.
  const before = actionOn(pastOf(history), command.on ?? context.today)
  if (timescale !== undefined && !reason && (before === null || isDated(before.timescale)))
    return err(refuse('reason-needed', { field: 'timescale' }))
  if (text === '' && !reason && ragRules?.levels.some((each) => each.code === level && each.reasonDue))
    return err(refuse('reason-needed', { field: 'level' }))
  const unlisted = settings === null ? null : refusalOfSettings(given, settings)
  if (unlisted !== null) return err(unlisted)
  const said = saidParts(timescale === undefined ? given : { ...given, timescale })
  const decided = decideEvent(
    history,
    { on: command.on ?? context.today, seen: command.seen, changed },
    context,
    actionId,
    {
      type: 'update-recorded',
      v: 1,
      facts: {
        updateId,
        dated: true,
        ...said.facts,
        from: null,
      },
      words: {
        text: text === '' ? null : text,
        reason: reason || null,
        ...said.words,
      },
    },
  )
  return decided.ok && attached.length > 0
    ? withAttachments(history, decided.value, command, context, uploads)
    : decided
}

/** The refusal of a value that is not among the choices in the force's settings; `null` where all are. */
const refusalOfSettings = (given: SaidValues, settings: Settings): Refusal | null => {
  for (const field of saidFieldNames.filter(isChoice)) {
    const word = given[field]
    const { all, of } = fieldChoices[field]
    if (all !== null || word == null) continue
    const words = [...of({ plan: null, settings })]
    if (!words.includes(word)) return refuse('not-in-settings', { field, said: word, words })
  }
  return null
}

/**
 * Decides values in the force's `columns`. Refused with `not-found` (no such column, no such action),
 * `nothing-said`, `column-unfit`, `stale`, `effective-in-future`, `before-it-exists`, `withdrawn`. No event
 * where the action already has those values today.
 */
export const decideSetColumns = (
  history: ActionHistory,
  command: z.output<typeof setColumns.input>,
  context: DecideContext,
  columns: readonly Column[],
): ActionDecision => {
  const given = Object.entries(command.values)
  if (given.length === 0) return err(refuse('nothing-said'))
  const values: Record<string, ColumnValue | null> = {}
  for (const [code, said] of given) {
    const column = columns.find((each) => each.code === code)
    if (column === undefined) return err(refuse('not-found', { what: 'column', asked: code }))
    const value = said === null || said === '' ? null : valueIn(column, said)
    const offered = value?.kind !== 'choice' || column.choices.includes(value.value)
    if ((value === null && said !== null && said !== '') || !offered) {
      const { title, kind, choices } = column
      return err(refuse('column-unfit', { column: code, title, kind, said: String(said), choices }))
    }
    values[code] = value
  }
  const on = command.on ?? context.today
  const now = actionNow(pastOf(history))
  const same = given.every(([code]) => sameCell(now?.columns[code], values[code] ?? undefined))
  if (now !== null && on === context.today && same) return ok([])
  const parts = columnParts(values)
  const asked = { on, seen: {}, changed: [], columns: { seen: command.seen, changed: Object.keys(values) } }
  return decideEvent(history, asked, context, command.actionId, {
    type: 'columns-set',
    v: 1,
    facts: { values: parts.facts },
    words: { values: parts.words, reason: command.reason || null },
  })
}

/**
 * Decides to withdraw an action. Refused with `withdrawn` when it already is, `stale`, `contradicts-later`
 * when something was recorded on it since.
 */
export const decideWithdrawAction = (
  history: ActionHistory,
  command: z.output<typeof withdrawAction.input>,
  context: DecideContext,
): ActionDecision =>
  decideEvent(
    history,
    { on: command.on ?? context.today, seen: command.seen, changed: ['withdrawn'] },
    context,
    command.actionId,
    {
      type: 'action-withdrawn',
      v: 1,
      facts: {},
      words: { reason: command.reason },
    },
  )

/** Decides to restore a withdrawn action. Refused with `not-withdrawn`, `stale`, `contradicts-later`. */
export const decideRestoreAction = (
  history: ActionHistory,
  command: z.output<typeof restoreAction.input>,
  context: DecideContext,
): ActionDecision =>
  decideEvent(
    history,
    { on: command.on ?? context.today, seen: command.seen, changed: ['withdrawn'] },
    context,
    command.actionId,
    {
      type: 'action-restored',
      v: 1,
      facts: {},
      words: { reason: command.reason || null },
    },
  )

/**
 * Decides to replace the computed level by one of the levels of the plan's `ragRules`. Refused with
 * `level-not-in-rules`, `override-ended` (an end before today), `not-found`, `withdrawn`.
 */
export const decideOverrideLevel = (
  history: ActionHistory,
  { actionId, level, until, reason }: z.output<typeof overrideLevel.input>,
  context: DecideContext,
  ragRules: Pick<RagRules, 'levels' | 'title'> | null,
): ActionDecision => {
  if (!ragRules?.levels.some((each) => each.code === level))
    return err(refuse('level-not-in-rules', { level, rules: ragRules?.title ?? null }))
  if (until < context.today) return err(refuse('override-ended', { until, today: context.today }))
  return decideEvent(history, { on: context.today, seen: {}, changed: [] }, context, actionId, {
    type: 'level-overridden',
    v: 1,
    facts: { level, until },
    words: { reason },
  })
}

/** Decides to end the override. Refused with `no-override` where none is in effect today, `not-found`. */
export const decideLiftOverride = (
  history: ActionHistory,
  { actionId, reason }: z.output<typeof liftOverride.input>,
  context: DecideContext,
): ActionDecision =>
  decideEvent(history, { on: context.today, seen: {}, changed: [] }, context, actionId, {
    type: 'override-lifted',
    v: 1,
    facts: {},
    words: { reason: reason || null },
  })

/**
 * Decides to link the action to another. `reaches` has the other action and all actions that can be reached
 * from it by links of this kind; `null` where there is no such action. Refused with `dependency-loop`,
 * `not-found`, `withdrawn`. No event where the link exists already.
 */
export const decideAddLink = (
  history: ActionHistory,
  { actionId, kind, to, reason }: z.output<typeof addLink.input>,
  context: DecideContext,
  reaches: ReadonlySet<string> | null,
): ActionDecision => {
  if (reaches === null) return err(refuse('not-found', { what: 'action', id: to }))
  if (reaches.has(actionId)) return err(refuse('dependency-loop', { kind, on: to }))
  const now = actionNow(pastOf(history))
  if (now !== null && hasLink(now, { kind, to })) return ok([])
  return decideEvent(history, { on: context.today, seen: {}, changed: [] }, context, actionId, {
    type: 'link-added',
    v: 1,
    facts: { kind, to },
    words: { reason: reason || null },
  })
}

/** Decides to remove a link of the action. Refused with `not-found` where it has none. */
export const decideRemoveLink = (
  history: ActionHistory,
  { actionId, kind, to, reason }: z.output<typeof removeLink.input>,
  context: DecideContext,
): ActionDecision =>
  decideEvent(history, { on: context.today, seen: {}, changed: [] }, context, actionId, {
    type: 'link-removed',
    v: 1,
    facts: { kind, to },
    words: { reason: reason || null },
  })

/**
 * The day from which an update is effective, undone or not; `null` where the action has no update with this
 * id. An update undone before the first of the events is not found.
 */
export const dayOfUpdate = (history: ActionHistory, updateId: string): IsoDate | null => {
  const { state, events } = pastOf(history)
  const said = events.find((event) => event.type === 'update-recorded' && event.facts.updateId === updateId)
  return said?.effectiveOn ?? state?.updates.find((update) => update.id === updateId)?.on ?? null
}
