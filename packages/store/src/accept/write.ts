import type { Change, CommandContext } from '@beatbook/contract'
import type { ActionEvent, Id, Instant, IsoDate, PlanState, Recorded } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { insertAll } from '../database/insert.ts'
import { type AcceptedDocument, acceptDocument, saveDocumentBefore, savePlaces } from '../document/save.ts'
import { projectActions } from '../projection/actions.ts'
import { hiddenBy, showPlans } from '../projection/hidden.ts'
import { project } from '../projection/project.ts'
import { countPlans } from '../projection/tallies.ts'
import type { Schema } from '../schema.ts'
import { timeToRecord } from '../stream/clock.ts'
import { append, lastPosition, type Recording } from '../stream/events.ts'
import type { Histories } from '../stream/histories.ts'
import { END_OF_TIME } from '../tables/version.ts'
import type { DecidedAccept } from './decide.ts'
import type { Part } from './parts.ts'

/** What is written before the first step of an accept: hidden until its plans are recorded. */
export interface Begun {
  readonly commandId: Id
  readonly actor: Id
  readonly plans: readonly PlanState[]
  readonly parties: DecidedAccept['newParties']
  readonly document: AcceptedDocument
}

/** How long an accept may take from one step to the next before others remove it, in milliseconds. */
const LEASE = 60_000

/** Until when a step that is taken now holds its command. */
export const leaseUntil = (): Instant => new Date(Date.now() + LEASE).toISOString()

/**
 * Begins an accept in steps: hides its plans, its new parties and its document until they are recorded. False
 * where the command has begun already.
 */
export const beginAccept = async (
  db: Kysely<Schema>,
  { commandId, actor, plans, parties, document }: Begun,
): Promise<boolean> => {
  const begun = await db
    .selectFrom('unfinished_accept')
    .select('command_id')
    .where('command_id', '=', commandId)
    .execute()
  if (begun.length > 0) return false
  const accept = {
    command_id: commandId,
    lease_until: leaseUntil(),
    document_id: document.id,
    parties: JSON.stringify(parties.map(({ id }) => id)),
  }
  await db.insertInto('unfinished_accept').values(accept).execute()
  await insertAll(
    db,
    'staged_plan',
    plans.map((plan) => ({
      plan_id: plan.id,
      command_id: commandId,
      reached_from: END_OF_TIME,
      state: JSON.stringify(plan),
    })),
  )
  // As parties that were undone: without a name that could be found.
  await insertAll(
    db,
    'party',
    parties.map(({ id, name }) => ({
      id,
      name,
      folded: ` ${id}`,
      undone: 1,
      root_id: id,
      first_name: name,
      kind: null,
      parent_id: null,
    })),
  )
  await saveDocumentBefore(db, document, actor)
  return true
}

/** Events to record by a command, not before an instant. */
export interface PartBy {
  readonly commandId: Id
  readonly documentId: Id
  readonly by: CommandContext
  readonly part: Part
}

/**
 * Writes a part of an accept, actions of plans that are not recorded yet. False where the accept was removed,
 * because it had not got on for as long as its lease.
 */
export const writePart = async (
  db: Kysely<Schema>,
  { commandId, documentId, by, part }: PartBy,
  histories: Histories,
  day: IsoDate,
): Promise<boolean> => {
  const leased = await db
    .updateTable('unfinished_accept')
    .set({ lease_until: leaseUntil() })
    .where('command_id', '=', commandId)
    .executeTakeFirst()
  if (leased.numUpdatedRows === 0n) return false
  const { now } = await timeToRecord(db, by)
  const recording = { actor: by.actor, recordedAt: now, commandId }
  const recorded = await append(db, part.events, recording)
  await projectActions(db, recorded as unknown as Recorded<ActionEvent>[], now, histories, day)
  await savePlaces(db, documentId, part.places)
  return true
}

/** Keeps a part of a revision to be recorded after the command. */
export const preparePart = async (
  db: Kysely<Schema>,
  { commandId, documentId, by, part }: PartBy,
  number: number,
): Promise<void> => {
  await db
    .insertInto('prepared_part')
    .values({
      command_id: commandId,
      number,
      actor: by.actor,
      recorded_at: by.now,
      day: by.today,
      document_id: documentId,
      part: JSON.stringify(part),
    })
    .execute()
}

/**
 * Makes the plans of an accept, which were just recorded, known from that instant, with their tallies and their
 * document.
 */
export const finishAccept = async (
  db: Kysely<Schema>,
  document: Omit<AcceptedDocument, 'draft' | 'decisions'>,
  by: Recording,
): Promise<void> => {
  const plans = await db
    .selectFrom('staged_plan')
    .select('plan_id')
    .where('command_id', '=', by.commandId)
    .execute()
  await db
    .updateTable('staged_plan')
    .set({ reached_from: by.recordedAt, state: null })
    .where('command_id', '=', by.commandId)
    .execute()
  await countPlans(
    db,
    plans.map((row) => row.plan_id),
  )
  await acceptDocument(db, document, by)
  await db.deleteFrom('unfinished_accept').where('command_id', '=', by.commandId).execute()
}

/**
 * Records the next part of a command that is recorded: of a revision, or of an import that is undone. Null where there
 * is none. Plans that were hidden until the last part are shown after it, and are part of no change before.
 */
export const recordPrepared = async (
  db: Kysely<Schema>,
  histories: Histories,
  day: IsoDate,
): Promise<Change | null> => {
  const [next] = await db
    .selectFrom('prepared_part')
    .selectAll()
    .where('command_id', 'not in', (of) => of.selectFrom('unfinished_accept').select('command_id'))
    .orderBy('command_id')
    .orderBy('number')
    .limit(1)
    .execute()
  if (next === undefined) return null
  const { events, places } = JSON.parse(next.part) as Part
  const { now } = await timeToRecord(db, { now: next.recorded_at, today: next.day })
  const recording = { actor: next.actor, recordedAt: now, commandId: next.command_id }
  const recorded = await append(db, events, recording)
  const touched = await project(db, recorded, now, histories, day)
  await savePlaces(db, next.document_id, places)
  await db
    .deleteFrom('prepared_part')
    .where('command_id', '=', next.command_id)
    .where('number', '=', next.number)
    .execute()
  const hidden = await hiddenBy(db, next.command_id)
  const others = touched.plans.filter((id) => !hidden.includes(id))
  const position = recorded.at(-1)?.position ?? (await lastPosition(db))
  const change = { position, recordedAt: now, ...touched, plans: others }
  const left = await db
    .selectFrom('prepared_part')
    .select('number')
    .where('command_id', '=', next.command_id)
    .limit(1)
    .execute()
  if (hidden.length === 0 || left.length > 0) return change
  await showPlans(db, hidden, next.command_id, now)
  return { ...change, plans: [...others, ...hidden] }
}
