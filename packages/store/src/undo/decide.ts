import type { CommandContext } from '@beatbook/contract'
import {
  type DecideContext,
  decideUndoCommand,
  foldParty,
  type Id,
  ok,
  type PartyEvent,
  type Recorded,
  type Refusal,
  type Result,
  type undoCommand,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type * as z from 'zod'
import { type DecidedInParts, partsOfStreams } from '../parts/made.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { planRecorded } from '../stream/plan-states.ts'
import { undoKnown } from './known.ts'

export type UndoInput = z.output<typeof undoCommand.input>

/**
 * Decides to undo or redo in parts an import, or another command on more streams than fit one transaction: its plans
 * with the command, where it has none its first part, then its actions, fifty at a time, and its owners. Owners that
 * come back are first, since actions name them. Nothing is written, so that it can be decided beside the writer.
 * Refused as the domain refuses.
 */
export const decideUndo = async (
  db: Kysely<Schema>,
  input: UndoInput,
  context: CommandContext & DecideContext,
): Promise<Result<DecidedInParts, Refusal>> => {
  const position = await lastPosition(db)
  const known = await undoKnown(db, input, context.actor)
  const decided = decideUndoCommand(known, input, context)
  if (!decided.ok) return decided
  const of = (kind: string) => decided.value.filter(({ stream }) => stream.kind === kind)
  const plans = of('plan')
  const added = new Set(
    known.streams.flatMap(([first]) => (first?.type === 'plan-added' ? [first.stream.id] : [])),
  )
  const hides: Id[] = []
  let isRedo = known.streams.some(
    (history) =>
      history[0]?.type === 'party-added' &&
      history[0].commandId !== input.undoes &&
      foldParty(history as readonly unknown[] as Recorded<PartyEvent>[]) === null,
  )
  for (const { stream, facts } of plans) {
    const undone = known.streams.find(([first]) => first?.stream.id === stream.id)
    const isWhole = undone?.[0] !== undefined && reaches(undone, facts.eventIds)
    if (!added.has(stream.id) || !isWhole) continue
    hides.push(stream.id)
    isRedo ||= (await planRecorded(db, stream.id)) === null
  }
  const actions = partsOfStreams(of('action'))
  const parties = partsOfStreams(of('party'))
  const parts = isRedo ? [...parties, ...actions] : [...actions, ...parties]
  const first = plans.length > 0 ? plans : (parts.shift()?.events ?? [])
  return ok({ made: { position, events: first, hides, restsOn: { command: input.undoes } }, parts })
}

/** Whether some events are, or lead through undos to, the first of a stream, which begins it. */
const reaches = (
  history: readonly { readonly id: Id; readonly type: string; readonly facts: object }[],
  eventIds: readonly Id[],
): boolean => {
  const [first] = history
  return eventIds.some((id) => {
    const event = history.find((each) => each.id === id)
    if (event === first) return true
    const undone = event?.type === 'command-undone' ? (event.facts as { eventIds: Id[] }).eventIds : []
    return reaches(history, undone)
  })
}
