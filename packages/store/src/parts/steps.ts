import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext, Outcome } from '@beatbook/contract'
import type { Id, Refusal, Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Part } from '../accept/parts.ts'
import { interruptedAccepts } from '../accept/remove.ts'
import type { AcceptStep, StepAnswers } from '../accept/step.ts'
import { later } from '../accept/steps.ts'
import { leaseUntil } from '../accept/write.ts'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { MadeInParts } from './made.ts'

/** A decision whose parts are fetched one by one. */
export interface PreparedInParts {
  readonly made: MadeInParts
  /** How many parts there are. */
  readonly parts: number
  part(index: number): Promise<Part>
  close(): Promise<unknown>
}

/** One step of a command in parts, each a transaction of its own. The parts are kept and recorded as an accept's. */
export type PartsStep =
  | { readonly write: 'begin-parts'; readonly commandId: Id }
  | {
      readonly write: 'finish-parts'
      readonly command: AnyCommand
      readonly context: CommandContext
      readonly made: MadeInParts
    }

interface PartsAnswers extends StepAnswers {
  /** False where the command has begun already. */
  'begin-parts': boolean
  'finish-parts': Result<Outcome, Refusal> | 'outdated'
}

/** The writer's thread, as a command in parts needs it. */
export interface Via {
  readonly db: Kysely<Schema>
  readonly location: Location
  readonly newId: () => Id
  submit<S extends AcceptStep | PartsStep>(step: S): Promise<PartsAnswers[S['write']]>
}

/** How often a decision that others overtook is made again. */
const MOST_TRIES = 5

/** How long is waited for the same command on another server, between two looks, in milliseconds. */
const BETWEEN = 500

/**
 * Carries out a command in parts, each a transaction of a few dozen milliseconds: decided beside the writer by
 * `prepare`, its parts are kept, then the command is recorded, then the parts one after the other. If that is
 * interrupted, they are recorded when the record is opened. `null` where others overtook the decision again and again:
 * then it is to be written as a whole.
 */
export const commandInParts = async (
  command: AnyCommand,
  context: CommandContext,
  prepare: (context: CommandContext) => Promise<Result<PreparedInParts, Refusal>>,
  via: Via,
): Promise<Result<Outcome, Refusal> | null> => {
  const began = performance.now()
  const now = () => ({ ...context, now: later(context.now, performance.now() - began) })
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // What was begun before is done first, so that the decision is made on all of it.
    await recordAll(via)
    const prepared = await prepare(now())
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
  command: AnyCommand,
  now: () => CommandContext,
  { made, parts, part }: PreparedInParts,
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
    const answer = await via.submit({ write: 'finish-parts', command, context: now(), made })
    isDone = answer !== 'outdated' && answer.ok
    if (isDone) await recordAll(via)
    return answer
  } finally {
    if (!isDone) await removeAll(commandId, via)
  }
}

/** Begins, once an earlier try of the same command is out of the way. */
const begin = async (commandId: Id, via: Via): Promise<void> => {
  while (!(await via.submit({ write: 'begin-parts', commandId }))) {
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

/** Begins a command in parts; false where it has begun already. */
export const beginParts = async (db: Kysely<Schema>, commandId: Id): Promise<boolean> => {
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
