import type { Change } from '@beatbook/contract'
import type { Id, Instant, IsoDate } from '@beatbook/domain'
import { CompiledQuery, type Kysely } from 'kysely'
import { interruptedAccepts, removeSomeOf } from '../accept/remove.ts'
import { type AcceptStep, performStep } from '../accept/step.ts'
import { recordPrepared } from '../accept/write.ts'
import { deleteExpiredUploads, putUpload } from '../attachment/uploads.ts'
import { runCommand } from '../command/run.ts'
import { markRead } from '../conversation/keeper.ts'
import { validOn } from '../database/valid.ts'
import { decideDraft, deleteExpiredDrafts, discardDraft, putDraft } from '../draft/writes.ts'
import { keepForm } from '../form/keeper.ts'
import { beginParts, type PartsStep } from '../parts/steps.ts'
import { backfillPeople } from '../person/backfill.ts'
import { feedSeen } from '../person/feeds.ts'
import { arePlacesDue, placeSome } from '../projection/places.ts'
import { plansOfParties } from '../projection/project.ts'
import { rateSome } from '../projection/rate.ts'
import { rebuildSome } from '../projection/rebuild.ts'
import { indexSome } from '../projection/search.ts'
import { beginTurn, turnSome } from '../projection/turn.ts'
import type { Schema } from '../schema.ts'
import { laterDay, newestEntry } from '../stream/clock.ts'
import type { Histories } from '../stream/histories.ts'
import { rebuilding } from '../stream/rebuilding.ts'
import { keepLayout, removeView, saveView } from '../view/keeper.ts'
import { answerFor } from '../work/keeper.ts'
import type { Write } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { backfillForce } from './backfill-force.ts'

/** The London day of the writer: the newest it was told. Rows of today are evaluated on it. */
export interface WritersDay {
  day: IsoDate
}

/**
 * Performs one write inside the writer's transaction. `newId` generates the ids of events, `histories` is the
 * writer's cache.
 */
export const perform =
  (newId: () => string, histories: Histories, known: WritersDay) =>
  async (db: Kysely<Schema>, write: Write | AcceptStep | PartsStep): Promise<Done> => {
    switch (write.write) {
      case 'finish-accept': {
        known.day = laterDay(known.day, write.context.today)
        return runCommand(
          db,
          write.command,
          { ...write.context, newId },
          histories,
          {},
          { accept: write.made },
        )
      }
      case 'begin-parts':
        return withoutChange(beginParts(db, write.commandId))
      case 'finish-parts': {
        known.day = laterDay(known.day, write.context.today)
        const { command, context, made } = write
        return runCommand(db, command, { ...context, newId }, histories, {}, { inParts: made })
      }
      case 'begin-accept':
      case 'write-part':
      case 'prepare-part':
      case 'record-prepared':
      case 'remove-accept':
        if ('by' in write) known.day = laterDay(known.day, write.by.today)
        return performStep(db, write, histories, known.day)
      case 'command':
        known.day = laterDay(known.day, write.context.today)
        return runCommand(
          db,
          write.command,
          { ...write.context, newId },
          histories,
          'confided' in write ? write.confided : {},
        )
      case 'backfill-events':
        return withoutChange(backfillEvents(db, { now: write.now, today: write.today, newId }))
      case 'put-draft':
        return withoutChange(putDraft(db, write))
      case 'decide-draft':
        return withoutChange(decideDraft(db, write))
      case 'discard-draft':
        return withoutChange(discardDraft(db, write.id, write.author))
      case 'delete-expired':
        return withoutChange(deleteExpired(db, write.now))
      case 'put-upload':
        return withoutChange(putUpload(db, write.upload))
      case 'answer-for':
        return withoutChange(answerFor(db, write.person, write.parties))
      case 'mark-read':
        return withoutChange(markRead(db, write.person, write.marks))
      case 'feed-seen':
        return withoutChange(feedSeen(db, write.id, write.now))
      case 'save-view':
        return withoutChange(saveView(db, write.view))
      case 'remove-view':
        return withoutChange(removeView(db, write.person, write.id))
      case 'keep-layout':
        return withoutChange(keepLayout(db, { ...write, newId }))
      case 'keep-form':
        return withoutChange(keepForm(db, write))
      case 'turn-day': {
        known.day = write.today
        const renamed = await beginTurn(db, write.today)
        const change = await changeOf(db, await plansOfParties(db, renamed), [])
        return {
          answer: null,
          change:
            change === null || renamed.length === 0
              ? null
              : { ...change, others: renamed.map((id) => `party/${id}`) },
          more: true,
        }
      }
      case 'work-off':
        return workOff(db, histories, known.day)
      case 'statement':
        return withoutChange(db.executeQuery(CompiledQuery.raw(write.sql, [...write.parameters])))
    }
  }

/**
 * One step of what is worked off beside the commands: what is left of a revision, interrupted accepts, rebuilding
 * projections, then the turn of the day, the search index and ratings that are marked.
 */
const workOff = async (db: Kysely<Schema>, histories: Histories, day: IsoDate): Promise<Done> => {
  const prepared = await recordPrepared(db, histories, day)
  if (prepared !== null) return { answer: null, change: prepared, more: true }
  const [interrupted] = await interruptedAccepts(db, false)
  if (interrupted !== undefined) {
    await removeSomeOf(db, interrupted, day)
    return { answer: null, change: null, more: true }
  }
  if ((await rebuilding(db)) !== null) {
    const more = await rebuildSome(db, day)
    return { answer: null, change: more ? null : await changeOf(db, await everyPlan(db), []), more: true }
  }
  const placed = await placeSome(db)
  if (placed !== null) {
    const more = await arePlacesDue(db)
    return { answer: null, change: more ? null : await changeOf(db, [placed.plan], []), more: true }
  }
  const turned = await turnSome(db, day)
  if (turned.actions.length > 0)
    return { answer: null, change: await changeOf(db, turned.plans, turned.actions), more: true }
  if (await indexSome(db)) return { answer: null, change: null, more: true }
  const { plans, actions, recordedAt, more } = await rateSome(db, day)
  return {
    answer: null,
    change: recordedAt === null ? null : await changeOf(db, plans, actions, recordedAt),
    more,
  }
}

/** A change of plans and actions by no event of their own; recorded with the newest entry unless given. */
const changeOf = async (
  db: Kysely<Schema>,
  plans: readonly Id[],
  actions: readonly Id[],
  given?: Instant,
): Promise<Change | null> => {
  const newest = await newestEntry(db)
  if (newest === null) return null
  return { position: newest.position, recordedAt: given ?? newest.recordedAt, plans, actions, others: [] }
}

const everyPlan = async (db: Kysely<Schema>): Promise<Id[]> =>
  (await db.selectFrom('plan_version').select('plan_id').where(validOn()).execute()).map((row) => row.plan_id)

/** Records events for what earlier versions stored in tables only. */
const backfillEvents = async (db: Kysely<Schema>, by: Parameters<typeof backfillPeople>[1]) => {
  await backfillPeople(db, by)
  await backfillForce(db, by)
}

/** Deletes the drafts and the uploads whose time is over. */
const deleteExpired = async (db: Kysely<Schema>, now: Instant): Promise<void> => {
  await deleteExpiredDrafts(db, now)
  await deleteExpiredUploads(db, now)
}

const withoutChange = async (work: Promise<unknown>): Promise<Done> => ({ answer: await work, change: null })
