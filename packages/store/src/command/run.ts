import { hash } from 'node:crypto'
import {
  type ActionEvent,
  type CommandContext,
  type DecideContext,
  decideRecordUpdate,
  decideRestoreAction,
  decideUndoUpdate,
  decideWithdrawAction,
  err,
  type Outcome,
  ok,
  type Pending,
  type Recorded,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { keepDocument } from '../document/keep.ts'
import { acceptDraft } from '../draft/accept.ts'
import type { Schema } from '../schema.ts'
import { canonical } from '../stream/canonical.ts'
import { append, lastPosition, streamOf } from '../stream/events.ts'
import { project } from '../stream/project.ts'
import type { Done } from '../writer/writer.ts'
import type { AnyCommand, Carried } from './carried.ts'

type Context = CommandContext & DecideContext

/**
 * Carries out one command inside the writer's transaction: decided on the record as it stands, appended, projected, and kept under its id.
 * A repeat is answered with the first outcome; the same id with other content, or from somebody else, is refused with `command-reused`.
 */
export const runCommand = async (db: Kysely<Schema>, command: AnyCommand, context: Context): Promise<Done> => {
  const id = command.input.commandId
  const digest = hash('sha256', canonical({ ...command, actor: context.actor }))
  const before = await db.selectFrom('command').select(['digest', 'outcome']).where('id', '=', id).executeTakeFirst()
  if (before !== undefined) {
    const answer: Result<Outcome, Refusal> =
      before.digest === digest ? ok({ ...(JSON.parse(before.outcome) as Outcome), repeated: true }) : err(refuse('command-reused', { id }))
    return { answer, change: null }
  }

  const carried = await carryOut(db, command, context)
  if (!carried.ok) return { answer: carried, change: null }
  const { events, unchanged, plans, document } = carried.value
  const recording = { actor: context.actor, recordedAt: context.now, commandId: id }
  const recorded = await append(db, events, recording)
  const touched = await project(db, recorded, context.now)
  if (document !== null) await keepDocument(db, document, recorded, recording)

  const position = recorded.at(-1)?.position ?? (await lastPosition(db))
  const outcome: Outcome = { position, repeated: false, unchanged, plans, documentId: document?.id ?? null }
  const row = { id, name: command.name, digest, actor: context.actor, recorded_at: context.now, outcome: JSON.stringify(outcome) }
  await db.insertInto('command').values(row).execute()
  return { answer: ok(outcome), change: recorded.length === 0 ? null : { position, recordedAt: context.now, ...touched } }
}

const carryOut = async (db: Kysely<Schema>, command: AnyCommand, context: Context): Promise<Result<Carried, Refusal>> => {
  switch (command.name) {
    case 'accept-draft':
      return acceptDraft(db, command.input, context)
    case 'record-update':
      return onAction(decideRecordUpdate(await historyOfAction(db, command.input), command.input, context))
    case 'undo-update':
      return onAction(decideUndoUpdate(await historyOfAction(db, command.input), command.input, context))
    case 'withdraw-action':
      return onAction(decideWithdrawAction(await historyOfAction(db, command.input), command.input, context))
    case 'restore-action':
      return onAction(decideRestoreAction(await historyOfAction(db, command.input), command.input, context))
  }
}

const historyOfAction = (db: Kysely<Schema>, { actionId }: { actionId: string }): Promise<Recorded<ActionEvent>[]> => streamOf(db, 'action', actionId)

const onAction = (decision: Result<Pending<ActionEvent>[], Refusal>): Result<Carried, Refusal> =>
  decision.ok ? ok({ events: decision.value, unchanged: false, plans: [], document: null }) : decision
