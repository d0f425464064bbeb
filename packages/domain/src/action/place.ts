import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { givenIds, type Id, id } from '../id.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { err, ok, type Result } from '../result.ts'
import type { DecideContext, Pending } from '../stream/event.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import type { ActionEvent } from './events.ts'
import { decideEvent } from './one-event.ts'
import { type ActionSince, actionNow } from './since.ts'

/** The most actions that are moved to a place at once. */
export const MOST_PLACED = 100

/**
 * Moves actions of a plan, in the order in which they are named, before or after another action of it, or to the end of
 * a section. They come into the section of that action.
 */
export const placeActions = defineCommand({
  name: 'place-actions',
  input: z.object({
    commandId: id,
    actionIds: givenIds(MOST_PLACED).describe('The actions, in the order that they get.'),
    before: id.optional().describe('The action they move before.'),
    after: id.optional().describe('The action they move after.'),
    sectionId: id.optional().describe('The section at whose end they go.'),
    reason: givenText(MOST_WORDS).optional().describe('Why they move.'),
  }),
  capability: 'edit',
  cli: 'action place ADDRESS',
  on: 'anywhere',
})

/** A place among the actions of a plan: before or after one of them, or the end of a section. */
export interface PlaceAsked {
  readonly before?: Id | undefined
  readonly after?: Id | undefined
  readonly sectionId?: Id | undefined
}

/** An action and its number in the order of its plan. */
export interface Ordered {
  readonly id: Id
  readonly order: number
}

/** What the record knows of a place. */
export interface PlaceKnown {
  /** The plan of the first action that is named, or of the action of the place; `null` where there is none. */
  readonly planId: Id | null
  /** The section of the place; `null` where the plan has no such action or section. */
  readonly sectionId: Id | null
  /** All actions of the section, withdrawn ones too, in their order. */
  readonly rows: readonly Ordered[]
  /** Those of the section, or named by the command, that get another number, with their histories. */
  readonly histories: ReadonlyMap<Id, ActionSince>
}

/** Numbers of the order are whole or a fraction with so many digits. */
const STEPS = 1_000_000

/**
 * The numbers that put `ids` at a place among the rows of a section, in their order: those of `ids`, and of as few other
 * rows as have to make room. A number lies between those of its neighbours, so most of the time no other row changes.
 * `null` where the row of the place is not there, or is one of `ids`.
 *
 * @example
 * ```ts
 * import { numbersAt } from '@beatbook/domain'
 *
 * const rows = [{ id: 'a', order: 0 }, { id: 'b', order: 1 }, { id: 'c', order: 2 }]
 * console.log([...(numbersAt(rows, ['c'], { before: 'b' }) ?? [])].join()) // c,0.5
 * console.log([...(numbersAt(rows, ['c'], { before: 'a' }) ?? [])].join(' ')) // c,0 a,0.5
 * ```
 */
export const numbersAt = (
  rows: readonly Ordered[],
  ids: readonly Id[],
  { before, after }: Omit<PlaceAsked, 'sectionId'>,
): ReadonlyMap<Id, number> | null => {
  const moved = new Set(ids)
  const others = rows.filter((row) => !moved.has(row.id))
  const other = before ?? after
  const found = others.findIndex((row) => row.id === other)
  if (other !== undefined && found < 0) return null
  const at = other === undefined ? others.length : after === undefined ? found : found + 1
  const order = new Map(rows.map((row) => [row.id, row.order]))
  const stay = others.map((row) => row.id)
  const wanted = [...stay.slice(0, at), ...ids, ...stay.slice(at)]
  // Rows that stand where they should already keep their numbers.
  if (wanted.every((each, place) => rows[place]?.id === each)) return new Map()
  const kept = (place: number) => order.get(wanted[place] ?? '')
  let [from, to] = [at, at + ids.length]
  for (;;) {
    const numbers = spread(to - from, from === 0 ? null : (kept(from - 1) ?? 0), kept(to) ?? null)
    if (numbers !== null)
      return new Map(
        wanted
          .slice(from, to)
          .flatMap((each, place) =>
            order.get(each) === numbers[place] ? [] : [[each, numbers[place] as number] as const],
          ),
      )
    if (to < wanted.length) to += 1
    else from -= 1
  }
}

/** `count` rising numbers between two others, `null` for no bound; `null` where they have no room. */
const spread = (count: number, above: number | null, below: number | null): number[] | null => {
  const rounded = (number: number) => Math.round(number * STEPS) / STEPS
  if (below === null) {
    const first = above === null ? 0 : Math.floor(above) + 1
    return Array.from({ length: count }, (_, place) => first + place)
  }
  const least = above ?? 0
  const parts = above === null ? count : count + 1
  const numbers = Array.from({ length: count }, (_, place) =>
    rounded(least + ((below - least) * (above === null ? place : place + 1)) / parts),
  )
  const all = [...(above === null ? [] : [above]), ...numbers, below]
  return all.every((number, place) => place === 0 || number > (all[place - 1] as number)) ? numbers : null
}

/**
 * Decides to move actions to a place of their plan. No event where they are there already. Refused with `nothing-said`
 * (not exactly one place), `not-found` (an action or section that the plan does not have), `withdrawn` (one of the
 * actions that move is). Withdrawn actions make room like others.
 */
export const decidePlaceActions = (
  { actionIds, before, after, reason, ...asked }: z.output<typeof placeActions.input>,
  { planId, sectionId, rows, histories }: PlaceKnown,
  context: DecideContext,
): Result<Pending<ActionEvent>[], Refusal> => {
  const places = [before, after, asked.sectionId].filter((each) => each !== undefined)
  const [place] = places
  if (place === undefined || places.length > 1) return err(refuse('nothing-said'))
  const planOf = (each: Id) => actionNow(histories.get(each) ?? none)?.planId
  const missing = actionIds.find((each) => planId === null || planOf(each) !== planId)
  if (missing !== undefined) return err(refuse('not-found', { what: 'action', id: missing }))
  const numbers = sectionId === null ? null : numbersAt(rows, actionIds, { before, after })
  if (sectionId === null || numbers === null) {
    if (actionIds.includes(place)) return err(refuse('nothing-said'))
    return err(refuse('not-found', { what: asked.sectionId === undefined ? 'action' : 'section', id: place }))
  }
  const events: Pending<ActionEvent>[] = []
  for (const [each, order] of numbers) {
    const past = histories.get(each) ?? none
    const state = actionNow(past)
    if (state === null) return err(refuse('not-found', { what: 'action', id: each }))
    const body: ActionEvent = {
      type: 'action-revised',
      v: 1,
      facts: {
        ...(state.sectionId === sectionId ? {} : { sectionId }),
        ...(state.order === order ? {} : { order }),
        from: null,
      },
      words: { reason: reason || null },
    }
    const isMoved = actionIds.includes(each)
    const decided =
      state.withdrawn && !isMoved
        ? ok([revised(each, body, context)])
        : decideEvent(past, { on: context.today, seen: {}, changed: [] }, context, each, body)
    if (!decided.ok) return decided
    for (const event of decided.value) events.push(event)
  }
  return ok(events)
}

/** An action that makes room. Its own command would refuse a withdrawn one. */
export const revised = (
  actionId: Id,
  body: ActionEvent,
  { today, newId }: DecideContext,
): Pending<ActionEvent> => ({
  ...body,
  id: newId(),
  stream: { kind: 'action', id: actionId },
  effectiveOn: today,
})

const none: ActionSince = { since: null, state: null, events: [] }

export type PlaceActions = z.input<typeof placeActions.input>
