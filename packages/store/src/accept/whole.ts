import type { CommandContext, Outcome } from '@beatbook/contract'
import { type DecideContext, ok, type Pending, type Refusal, type Result } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { saveDocument, savePlaces } from '../document/save.ts'
import { discardDraft } from '../draft/writes.ts'
import type { Schema } from '../schema.ts'
import type { Recording } from '../stream/events.ts'
import { type AcceptInput, decideAccept } from './decide.ts'
import { stillHolds } from './judge.ts'
import type { MadeBefore } from './step.ts'
import { finishAccept } from './write.ts'

/** Others changed what a decision rests on. */
export type Outdated = 'outdated'

/** What the command records: the events, and the document with all that belongs to it. */
export interface AcceptWrites {
  readonly events: readonly Pending[]
  readonly unchanged: boolean
  readonly plans: Outcome['plans']
  readonly accepted: MadeBefore
}

/**
 * Decides to accept one of the actor's drafts inside the writer's transaction, or looks whether a decision that
 * was `made` before still holds, and deletes the draft.
 */
export const acceptDraft = async (
  db: Kysely<Schema>,
  input: AcceptInput,
  context: CommandContext & DecideContext,
  made?: MadeBefore,
): Promise<Result<AcceptWrites, Refusal> | Outdated> => {
  if (made !== undefined && !(await stillHolds(db, made.basis, context.now))) return 'outdated'
  const decided = made === undefined ? await decidedHere(db, input, context) : ok(made)
  if (!decided.ok) return decided
  await discardDraft(db, input.draftId, context.actor)
  const { last, unchanged, plans } = decided.value
  return ok({ events: last.events, unchanged, plans, accepted: decided.value })
}

const decidedHere = async (
  db: Kysely<Schema>,
  input: AcceptInput,
  context: CommandContext & DecideContext,
): Promise<Result<MadeBefore, Refusal>> => {
  const decided = await decideAccept(db, input, context, Number.POSITIVE_INFINITY)
  if (!decided.ok) return decided
  const { parts, ...rest } = decided.value
  return ok({ ...rest, last: parts.last, isStaged: false })
}

/** Saves the document of an accept whose events were just recorded, and where they were read from. */
export const saveAccepted = async (
  db: Kysely<Schema>,
  { document, last, isStaged, unchanged }: MadeBefore,
  by: Recording,
): Promise<void> => {
  if (unchanged) return
  if (isStaged) await finishAccept(db, document, by)
  else await saveDocument(db, document, by)
  await savePlaces(db, document.id, last.places)
}
