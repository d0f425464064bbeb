import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext, Outcome } from '@beatbook/contract'
import { type Id, MOST_STREAMS_UNDONE, type Refusal, type Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { interruptedAccepts } from '../accept/remove.ts'
import type { AcceptStep, StepAnswers } from '../accept/step.ts'
import { later } from '../accept/steps.ts'
import { leaseUntil } from '../accept/write.ts'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { MadeUndo } from './decide.ts'
import { isOfImport } from './known.ts'
import { prepareUndo } from './prepare.ts'

export type UndoOfImport = Extract<AnyCommand, { name: 'undo-command' }>

/** One step of an undo in parts, each a transaction of its own. The parts are kept and recorded as an accept's. */
export type UndoStep =
  | { readonly write: 'begin-undo'; readonly commandId: Id }
  | {
      readonly write: 'finish-undo'
      readonly command: UndoOfImport
      readonly context: CommandContext
      readonly made: MadeUndo
    }

interface UndoAnswers extends StepAnswers {
  /** False where the command has begun already. */
  'begin-undo': boolean
  'finish-undo': Result<Outcome, Refusal> | 'outdated'
}

/** The writer's thread, as an undo in parts needs it. */
interface Via {
  readonly db: Kysely<Schema>
  readonly location: Location
  readonly newId: () => Id
  submit<S extends AcceptStep | UndoStep>(step: S): Promise<UndoAnswers[S['write']]>
}

/** How often a decision that others overtook is made again. */
const MOST_TRIES = 5

/** How long is waited for the same command on another server, between two looks, in milliseconds. */
const BETWEEN = 500

/**
 * How many streams an undo concerns, where it is of an import, or of its undo, and they are too many for one
 * transaction; `null` where they are not, or the command was carried out before.
 */
export const streamsForSteps = async (
  db: Kysely<Schema>,
  { input }: UndoOfImport,
): Promise<number | null> => {
  if (input.eventIds !== undefined) return null
  const done = await db.selectFrom('command').select('id').where('id', '=', input.commandId).execute()
  if (done.length > 0 || !(await isOfImport(db, input.undoes))) return null
  const { streams } = await db
    .selectFrom('event')
    .select((event) => event.fn.count<number>('stream_id').distinct().as('streams'))
    .where('command_id', '=', input.undoes)
    .executeTakeFirstOrThrow()
  return Number(streams) > MOST_STREAMS_UNDONE ? Number(streams) : null
}

/**
 * Undoes or redoes a large import in parts, each a transaction of a few dozen milliseconds. The command and the events
 * of its plans come first, and hide those plans; actions and owners follow. If that is interrupted, the parts are
 * recorded when the record is opened. `null` where others overtook the decision again and again: then it is to be
 * written as a whole.
 */
export const undoInSteps = async (
  command: UndoOfImport,
  context: CommandContext,
  streams: number,
  via: Via,
): Promise<Result<Outcome, Refusal> | null> => {
  const began = performance.now()
  const now = () => ({ ...context, now: later(context.now, performance.now() - began) })
  // What was begun before is done first, so that the decision is made on all of it.
  await recordAll(via)
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const prepared = await prepareUndo(command.input, now(), streams, via)
    if (!prepared.ok) return prepared
    try {
      const answer = await writeSteps(command, now, prepared.value, via)
      if (answer !== 'outdated') return answer
    } finally {
      await prepared.value.close()
    }
  }
  return null
}

const writeSteps = async (
  command: UndoOfImport,
  now: () => CommandContext,
  { made, parts, part }: Extract<Awaited<ReturnType<typeof prepareUndo>>, { ok: true }>['value'],
  via: Via,
): Promise<Result<Outcome, Refusal> | 'outdated'> => {
  const { commandId } = command.input
  let isDone = false
  try {
    await begin(commandId, via)
    for (let number = 0; number < parts; number++)
      await via.submit({
        write: 'prepare-part',
        number,
        commandId,
        documentId: '',
        by: now(),
        part: await part(number),
      })
    const answer = await via.submit({ write: 'finish-undo', command, context: now(), made })
    isDone = answer !== 'outdated' && answer.ok
    if (isDone) await recordAll(via)
    return answer
  } finally {
    if (!isDone) await removeAll(commandId, via)
  }
}

/** Begins, once an earlier try of the same command is out of the way. */
const begin = async (commandId: Id, via: Via): Promise<void> => {
  while (!(await via.submit({ write: 'begin-undo', commandId }))) {
    const interrupted = await interruptedAccepts(via.db, via.location.in !== 'server')
    if (interrupted.includes(commandId)) await removeAll(commandId, via)
    else await wait(BETWEEN)
  }
}

const recordAll = async (via: Via): Promise<void> => {
  while (await via.submit({ write: 'record-prepared' })) {}
}

const removeAll = async (commandId: Id, via: Via): Promise<void> => {
  while (await via.submit({ write: 'remove-accept', commandId })) {}
}

/** Begins an undo in parts; false where the command has begun already. */
export const beginUndo = async (db: Kysely<Schema>, commandId: Id): Promise<boolean> => {
  const begun = await db
    .selectFrom('unfinished_accept')
    .select('command_id')
    .where('command_id', '=', commandId)
    .execute()
  if (begun.length > 0) return false
  const accept = { command_id: commandId, lease_until: leaseUntil(), document_id: '', parties: '[]' }
  await db.insertInto('unfinished_accept').values(accept).execute()
  return true
}
