import { CompiledQuery, type Kysely } from 'kysely'
import { runCommand } from '../command/run.ts'
import { decideDraft, discardDraft, forgetDrafts, putDraft } from '../draft/writes.ts'
import { introducePeople } from '../person/introduce.ts'
import { rateSome } from '../rating/due.ts'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { answerFor } from '../work/keeper.ts'
import type { Write } from '../writer/write.ts'
import type { Done } from '../writer/writer.ts'
import { introduceForce } from './introduce-force.ts'

/** Carries out one write inside the writer's transaction. `newId` makes the ids of events. */
export const perform =
  (newId: () => string) =>
  async (db: Kysely<Schema>, write: Write): Promise<Done> => {
    switch (write.write) {
      case 'command':
        return runCommand(
          db,
          write.command,
          { ...write.context, newId },
          'confided' in write ? write.confided : {},
        )
      case 'introduce-earlier':
        return quietly(introduceEarlier(db, { now: write.now, today: write.today, newId }))
      case 'put-draft':
        return quietly(putDraft(db, write))
      case 'decide-draft':
        return quietly(decideDraft(db, write))
      case 'discard-draft':
        return quietly(discardDraft(db, write.id, write.author))
      case 'forget-drafts':
        return quietly(forgetDrafts(db, write.now))
      case 'answer-for':
        return quietly(answerFor(db, write.person, write.parties))
      case 'rate': {
        const { plans, actions, recordedAt, more } = await rateSome(db)
        const change =
          recordedAt === null
            ? null
            : { position: await lastPosition(db), recordedAt, plans, actions, others: [] }
        return { answer: null, change, more }
      }
      case 'statement':
        return quietly(db.executeQuery(CompiledQuery.raw(write.sql, [...write.parameters])))
    }
  }

/** Records what stood in tables before it was events. */
const introduceEarlier = async (db: Kysely<Schema>, by: Parameters<typeof introducePeople>[1]) => {
  await introducePeople(db, by)
  await introduceForce(db, by)
}

const quietly = async (work: Promise<unknown>): Promise<Done> => ({ answer: await work, change: null })
