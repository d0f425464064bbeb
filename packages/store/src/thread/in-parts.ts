import type { CommandContext } from '@beatbook/contract'
import {
  commands,
  type DecideContext,
  MOST_STREAMS_UNDONE,
  ok,
  type Refusal,
  type Result,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { decideInThread } from '../accept/ask-thread.ts'
import type { Part } from '../accept/parts.ts'
import { type CommandOnOwned, countOwned, decideOwned } from '../command/decide-in-parts.ts'
import type { Location } from '../database/location.ts'
import type { DecidedInParts } from '../parts/made.ts'
import type { PreparedInParts, Via } from '../parts/steps.ts'
import { partsWait } from '../parts/waiting.ts'
import type { Schema } from '../schema.ts'
import { decideUndo } from '../undo/decide.ts'
import { firstUndone, isInParts } from '../undo/known.ts'
import type { AnyCommand } from '../writer/write.ts'

/** A command that is carried out in parts where it concerns more streams than fit one transaction. */
export type CommandInParts = CommandOnOwned | Extract<AnyCommand, { name: 'undo-command' }>

export const isForParts = (command: { readonly name: string }): command is CommandInParts =>
  command.name === 'undo-command' ||
  (command.name in commands && commands[command.name as keyof typeof commands].inParts === true)

/** What the thread that decides is started with. */
export interface ToDecide {
  readonly location: Location
  readonly command: CommandInParts
  readonly context: CommandContext
}

/**
 * How many streams a command concerns, where they are too many for one transaction; `null` where they are not, or the
 * command was carried out before.
 */
export const streamsForParts = async (
  db: Kysely<Schema>,
  command: CommandInParts,
): Promise<number | null> => {
  const { commandId } = command.input
  const done = await db.selectFrom('command').select('id').where('id', '=', commandId).execute()
  if (done.length > 0) return null
  if (command.name !== 'undo-command') {
    const count = await countOwned(db, command)
    return count > MOST_ACTIONS ? count : null
  }
  const { undoes, eventIds } = command.input
  if (eventIds !== undefined || !isInParts(await firstUndone(db, undoes))) return null
  const { streams } = await db
    .selectFrom('event')
    .select((event) => event.fn.count<number>('stream_id').distinct().as('streams'))
    .where('command_id', '=', undoes)
    .executeTakeFirstOrThrow()
  // Of one whose parts are still being recorded, not all streams are counted yet.
  return Number(streams) > MOST_STREAMS_UNDONE || (await partsWait(db, undoes)) ? Number(streams) : null
}

/** How many actions of an owner are changed in one transaction: they are undone with the owners that are new. */
const MOST_ACTIONS = 180

/** Decides a command in parts, without writing anything. */
export const decideInParts = (
  db: Kysely<Schema>,
  command: CommandInParts,
  context: CommandContext & DecideContext,
): Promise<Result<DecidedInParts, Refusal>> =>
  command.name === 'undo-command' ? decideUndo(db, command.input, context) : decideOwned(db, command, context)

/** Up to how many streams are decided in the writer's thread: 50 ms. */
const MOST_DECIDED_HERE = 1_000

/** Decides a command on so many streams: on the given connection, or in a thread of its own. */
export const prepareInParts = async (
  command: CommandInParts,
  context: CommandContext,
  streams: number,
  { db, location, newId }: Pick<Via, 'db' | 'location' | 'newId'>,
): Promise<Result<PreparedInParts, Refusal>> => {
  if (location.in === 'memory' || streams <= MOST_DECIDED_HERE) {
    const decided = await decideInParts(db, command, { ...context, newId })
    if (!decided.ok) return decided
    const part = async (index: number) => decided.value.parts[index] as Part
    return ok({ ...preparedOf(decided.value), part, close: async () => {} })
  }
  const given: ToDecide = { location, command, context }
  const thread = new URL('./deciding-thread.ts', import.meta.url)
  const asked = await decideInThread<ReturnType<typeof preparedOf>, number>(thread, given)
  if (!asked.ok) return asked
  const { prepared, part, close } = asked.value
  return ok({ ...prepared, part, close })
}

/** A decision apart from its parts. */
export const preparedOf = ({ made, parts }: DecidedInParts): Pick<PreparedInParts, 'made' | 'parts'> => ({
  made,
  parts: parts.length,
})
