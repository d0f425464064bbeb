import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { type Id, id } from '../id.ts'
import type { PartyAdded } from '../party/events.ts'
import { type KnownParties, resolveOwners } from '../party/given.ts'
import { addParty } from '../party/registry.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { readTimescale } from '../timescale/read.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import { foldWords } from '../words/fold.ts'
import { actionAddedBy, linkAddedBy } from './added.ts'
import { givenRef } from './change-shape.ts'
import type { ActionEvent } from './events.ts'
import { readActionLine } from './line.ts'
import type { NextPlace } from './needs.ts'
import { actionOn, decideEvent } from './one-event.ts'
import { numbersAt, type PlaceKnown, revised } from './place.ts'
import { type ActionSince, actionNow } from './since.ts'
import { takeSlug } from './slug.ts'

/** The most actions that one is split into at once, beside itself. */
export const MOST_SPLIT_OFF = 20

/**
 * Splits an action: it keeps its id, ref, history and place, and new actions stand behind it, with its owners and
 * timescale where the line of the new one states none. They have no level or stage, and a link `split-from` to it.
 */
export const splitAction = defineCommand({
  name: 'split-action',
  input: z.object({
    commandId: id,
    actionId: id,
    parts: z
      .array(
        z.object({
          actionId: id,
          words: givenText(MOST_WORDS)
            .min(1)
            .describe('What is promised. An owner after @ and a date after “by” are read from it.'),
          ref: givenRef.optional().describe('Its ref in the plan. Leave it empty for the next number.'),
        }),
      )
      .min(1)
      .max(MOST_SPLIT_OFF)
      .refine((all) => new Set(all.map(({ actionId }) => actionId)).size === all.length, {
        error: 'distinct',
      })
      .describe('The new actions.'),
    text: givenText(MOST_WORDS).min(1).optional().describe('What the action itself promises from then on.'),
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: givenText(MOST_WORDS).optional().describe('Why it is split.'),
    seen: z.object({ text: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'action split ADDRESS',
  on: 'action',
})

/** What splitting an action needs from the record. */
export interface SplitActionKnown {
  readonly history: ActionSince
  /** The events of actions that have one of the new ids, which there should not be. */
  readonly taken: ReadonlyMap<Id, ActionSince>
  readonly parties: KnownParties
  /** The addresses that the given refs could take, by their last part. */
  readonly slugs: ReadonlySet<string>
  readonly next: NextPlace
  readonly place: PlaceKnown
}

/** The new actions with their links and owners, and the changed words of the one that was split. */
export type SplitActionDecision = Result<Pending<ActionEvent | PartyAdded>[], Refusal>

/**
 * Decides to split an action. Refused with `not-found`, `effective-in-future`, `before-it-exists`, `withdrawn`,
 * `id-reused`, `nothing-said` (no words beside owners and timescale), `timescale-not-understood`, `stale`.
 */
export const decideSplitAction = (
  { actionId, parts, text, reason, seen, ...command }: z.output<typeof splitAction.input>,
  { history, taken, parties, slugs, next, place }: SplitActionKnown,
  context: DecideContext,
): SplitActionDecision => {
  const on = command.on ?? context.today
  const now = actionNow(history)
  if (now === null) return err(refuse('not-found', { what: 'action', id: actionId }))
  if (on > context.today) return err(refuse('effective-in-future', { on, today: context.today }))
  const then = actionOn(history, on)
  if (then === null) return err(refuse('before-it-exists'))
  if (then.withdrawn || now.withdrawn) return err(refuse('withdrawn'))
  const reused = parts.find((part) => (taken.get(part.actionId)?.events.length ?? 0) > 0)
  if (reused !== undefined) return err(refuse('id-reused', { id: reused.actionId }))

  const lines = parts.map(({ words }) => readActionLine(words))
  const resolved = resolveOwners(
    lines.flatMap((line) => line.owners),
    parties,
    context.newId,
  )
  if (!resolved.ok) return resolved
  const ids = parts.map((part) => part.actionId)
  const numbers = numbersAt(place.rows, ids, { after: actionId }) ?? new Map<Id, number>()
  const used = new Set(slugs)
  const given = new Set(parts.map((part) => part.ref))
  const refs = next.refs.filter((each) => !given.has(each))
  // Owners of all lines are resolved together, so that a new name becomes one party.
  const known = withAdded(parties, resolved.value.added)
  const events: Pending<ActionEvent>[] = []
  for (const [at, part] of parts.entries()) {
    const line = lines[at] as (typeof lines)[number]
    if (line.text === '') return err(refuse('nothing-said'))
    const timescale = line.timescale === null ? then.timescale : readTimescale(line.timescale).timescale
    if (timescale.kind === 'unknown') return err(refuse('timescale-not-understood', { said: timescale.said }))
    const own = line.owners.length === 0 ? null : resolveOwners(line.owners, known, context.newId)
    if (own !== null && !own.ok) return own
    const ref = part.ref ?? refs.shift() ?? ''
    const { planId, sectionId, areaId } = then
    events.push(
      actionAddedBy(
        part.actionId,
        {
          planId,
          sectionId,
          ref,
          slug: takeSlug(ref, used),
          refOrigin: part.ref === undefined ? 'generated' : 'given',
          order: numbers.get(part.actionId) ?? next.order + at,
          workflow: then,
        },
        {
          text: line.text,
          owners: own?.value.owners ?? then.owners,
          ownerSaid: own === null ? then.ownerSaid : own.value.said,
          timescale,
          areaId,
        },
        on,
        context,
      ),
      linkAddedBy(part.actionId, 'split-from', actionId, { on, reason }, context),
    )
  }
  for (const [other, order] of numbers) {
    if (ids.includes(other)) continue
    events.push(
      revised(
        other,
        { type: 'action-revised', v: 1, facts: { order, from: null }, words: { reason: reason || null } },
        context,
      ),
    )
  }
  if (text !== undefined && text !== then.text) {
    const body: ActionEvent = {
      type: 'action-revised',
      v: 1,
      facts: { from: null },
      words: { text, reason: reason || null },
    }
    const decided = decideEvent(history, { on, seen, changed: ['text'] }, context, actionId, body)
    if (!decided.ok) return decided
    for (const event of decided.value) events.push(event)
  }
  return ok([...resolved.value.added.map((party) => addParty(party, on, context)), ...events])
}

const withAdded = (
  parties: KnownParties,
  added: readonly { readonly id: Id; readonly name: string }[],
): KnownParties => ({
  ...parties,
  byName: new Map([...parties.byName, ...added.map(({ id, name }) => [foldWords(name), id] as const)]),
})

export type SplitAction = z.input<typeof splitAction.input>
