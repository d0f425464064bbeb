import type { CommandContext } from '@beatbook/contract'
import {
  type CommandName,
  type DecideContext,
  decidedOf,
  type Id,
  loadNeeds,
  ok,
  type Refusal,
  type Result,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { type DecidedInParts, partsOfStreams } from '../parts/made.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { createHistories } from '../stream/histories.ts'
import type { AnyCommand } from '../writer/write.ts'
import { actionsOwned, loaders, partiesOf } from './load.ts'

/** A command on every action of an owner. */
export type CommandOnOwned = Extract<AnyCommand, { name: 'split-owner' | 'hand-over' }>

/** How many actions a command on those of an owner concerns. */
export const countOwned = async (db: Kysely<Schema>, command: CommandOnOwned): Promise<number> => {
  const [partyId, which] = ownedAsked(command)
  return (await actionsOwned(db, partyId, which)).length
}

/**
 * Decides a command on every action of an owner in parts: new owners and the first fifty actions with the command, then
 * the others, fifty at a time. Nothing is written, so that it can be decided beside the writer. Refused as the domain
 * refuses.
 */
export const decideOwned = async (
  db: Kysely<Schema>,
  command: CommandOnOwned,
  context: CommandContext & DecideContext,
): Promise<Result<DecidedInParts, Refusal>> => {
  const position = await lastPosition(db)
  const { needs, decide } = decidedBy(command.name)
  const { actor, now } = context
  const loading = { db, behind: 0, now, actor, histories: createHistories() }
  const decided = decide(await loadNeeds(loaders, loading, needs(command.input)), command.input, context)
  if (!decided.ok) return decided
  const ofActions = decided.value.filter(({ stream }) => stream.kind === 'action')
  const others = decided.value.filter(({ stream }) => stream.kind !== 'action')
  const [first, ...parts] = partsOfStreams(ofActions)
  const ids: Id[] = await partiesOf(db, command.input.partyId)
  for (const { stream } of ofActions) ids.push(stream.id)
  return ok({
    made: { position, events: [...others, ...(first?.events ?? [])], hides: [], restsOn: { ids } },
    parts,
  })
}

/** Whose actions a command is about, and which. */
const ownedAsked = (command: CommandOnOwned): readonly [Id, 'all' | 'open'] => {
  const { owned } = decidedBy(command.name).needs(command.input)
  if (owned?.need !== 'owned-by-party') throw new Error(`“${command.name}” is about no owner’s actions`)
  return owned.args as readonly [Id, 'all' | 'open']
}

const decidedBy = (name: CommandName) => {
  const decided = decidedOf(name)
  if (decided === null) throw new Error(`nothing carries out “${name}”`)
  return decided
}
