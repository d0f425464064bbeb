import { CompiledQuery, type Kysely } from 'kysely'
import { runCommand } from '../command/run.ts'
import { decideDraft, deleteExpiredDrafts, discardDraft, putDraft } from '../draft/writes.ts'
import { backfillPeople } from '../person/backfill.ts'
import { rateSome } from '../rating/due.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import type { Histories } from '../stream/histories.ts'
import { answerFor } from '../work/keeper.ts'
import type { Write } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { backfillForce } from './backfill-force.ts'

/**
 * Performs one write inside the writer's transaction. `newId` generates the ids of events, `histories` is the
 * writer's cache.
 */
export const perform =
  (newId: () => string, histories: Histories) =>
  async (db: Kysely<Schema>, write: Write): Promise<Done> => {
    switch (write.write) {
      case 'command':
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
      case 'delete-expired-drafts':
        return withoutChange(deleteExpiredDrafts(db, write.now))
      case 'answer-for':
        return withoutChange(answerFor(db, write.person, write.parties))
      case 'rate': {
        const { plans, actions, recordedAt, more } = await rateSome(db)
        const change =
          recordedAt === null
            ? null
            : { position: await lastPosition(db), recordedAt, plans, actions, others: [] }
        return { answer: null, change, more }
      }
      case 'statement':
        return withoutChange(db.executeQuery(CompiledQuery.raw(write.sql, [...write.parameters])))
    }
  }

/** Records events for what earlier versions stored in tables only. */
const backfillEvents = async (db: Kysely<Schema>, by: Parameters<typeof backfillPeople>[1]) => {
  await backfillPeople(db, by)
  await backfillForce(db, by)
}

const withoutChange = async (work: Promise<unknown>): Promise<Done> => ({ answer: await work, change: null })
