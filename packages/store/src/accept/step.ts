import type { CommandContext, Outcome } from '@beatbook/contract'
import type { Id, IsoDate, Refusal, Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { Histories } from '../stream/histories.ts'
import type { AnyCommand } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import type { DecidedAccept } from './decide.ts'
import { removeSomeOf } from './remove.ts'
import { type Begun, beginAccept, type PartBy, preparePart, recordPrepared, writePart } from './write.ts'

export type AcceptCommand = Extract<AnyCommand, { name: 'accept-draft' }>

/** A decision made beside the writer, for the step that records it; without the parts that are written apart. */
export interface MadeBefore extends Omit<DecidedAccept, 'parts'> {
  readonly last: DecidedAccept['parts']['last']
  /** Whether its plans, parties and document were hidden first, by a step. */
  readonly isStaged: boolean
}

/** One step of an accept, each a transaction of its own. */
export type AcceptStep =
  | { readonly write: 'begin-accept'; readonly begun: Begun }
  | ({ readonly write: 'write-part' } & PartBy)
  | ({ readonly write: 'prepare-part'; readonly number: number } & PartBy)
  | {
      readonly write: 'finish-accept'
      readonly command: AcceptCommand
      readonly context: CommandContext
      readonly made: MadeBefore
    }
  | { readonly write: 'record-prepared' }
  | { readonly write: 'remove-accept'; readonly commandId: Id }

/** The answers of the steps. */
export interface StepAnswers {
  /** False where the command has begun already. */
  'begin-accept': boolean
  /** False where the accept was removed. */
  'write-part': boolean
  'prepare-part': null
  'finish-accept': Result<Outcome, Refusal> | 'outdated'
  /** Whether anything is left. */
  'record-prepared': boolean
  'remove-accept': boolean
}

/** Performs a step inside the writer's transaction; `finish-accept` is performed as the command it finishes. */
export const performStep = async (
  db: Kysely<Schema>,
  step: Exclude<AcceptStep, { write: 'finish-accept' }>,
  histories: Histories,
  day: IsoDate,
): Promise<Done> => {
  const answered = (answer: boolean | null): Done => ({ answer, change: null })
  switch (step.write) {
    case 'begin-accept':
      return answered(await beginAccept(db, step.begun))
    case 'write-part':
      return answered(await writePart(db, step, histories, day))
    case 'prepare-part':
      await preparePart(db, step, step.number)
      return answered(null)
    case 'record-prepared': {
      const change = await recordPrepared(db, histories, day)
      return { answer: change !== null, change, more: change !== null }
    }
    case 'remove-accept':
      return answered(await removeSomeOf(db, step.commandId, day))
  }
}
