import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { givenIds, type Id, id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import { linkAddedBy } from './added.ts'
import { decideWithdrawAction } from './decide.ts'
import type { ActionEvent } from './events.ts'
import { actionOn, decideEvent } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'

/** The most actions that are merged into one at once. */
export const MOST_MERGED_ACTIONS = 50

/**
 * Merges actions into one of their plan: they are withdrawn with a link `merged-into` to it, and their updates are read
 * with its own.
 */
export const mergeActions = defineCommand({
  name: 'merge-actions',
  input: z.object({
    commandId: id,
    actionId: id,
    merged: givenIds(MOST_MERGED_ACTIONS).describe('The actions that are merged into it.'),
    text: givenText(MOST_WORDS).min(1).optional().describe('What it promises from then on.'),
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: givenText(MOST_WORDS).min(1).describe('Why they are merged.'),
    seen: z.object({ text: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'action merge ADDRESS',
  on: 'action',
})

/** What merging actions needs from the record. */
export interface MergeKnown {
  readonly history: ActionSince
  /** Those of the merged actions that there are. */
  readonly merged: ReadonlyMap<Id, ActionSince>
}

/**
 * Decides to merge actions into one. Refused with `not-found` (an action, or one of another plan), `nothing-said` (an
 * action into itself), `effective-in-future`, `before-it-exists`, `withdrawn` (one of them is), `stale`,
 * `contradicts-later` (something was recorded later on one that is withdrawn).
 */
export const decideMergeActions = (
  { actionId, merged: ids, text, reason, seen, ...command }: z.output<typeof mergeActions.input>,
  { history, merged }: MergeKnown,
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const on = command.on ?? context.today
  const now = actionNow(history)
  if (now === null) return err(refuse('not-found', { what: 'action', id: actionId }))
  if (ids.includes(actionId)) return err(refuse('nothing-said'))
  if (on > context.today) return err(refuse('effective-in-future', { on, today: context.today }))
  const then = actionOn(history, on)
  if (then === null) return err(refuse('before-it-exists'))
  if (now.withdrawn || then.withdrawn) return err(refuse('withdrawn'))
  const events: Pending<ActionEvent>[] = []
  for (const each of ids) {
    const past = merged.get(each)
    const state = past === undefined ? null : actionNow(past)
    if (past === undefined || state?.planId !== now.planId)
      return err(refuse('not-found', { what: 'action', id: each }))
    const withdrawn = decideWithdrawAction(
      past,
      { commandId: actionId, actionId: each, on, reason, seen: {} },
      context,
    )
    if (!withdrawn.ok) return withdrawn
    events.push(linkAddedBy(each, 'merged-into', actionId, { on, reason }, context))
    for (const event of withdrawn.value) events.push(event)
  }
  if (text !== undefined && text !== then.text) {
    const decided = decideEvent(history, { on, seen, changed: ['text'] }, context, actionId, {
      type: 'action-revised',
      v: 1,
      facts: { from: null },
      words: { text, reason },
    })
    if (!decided.ok) return decided
    for (const event of decided.value) events.push(event)
  }
  return ok(events)
}

export type MergeActions = z.input<typeof mergeActions.input>
