import { contentsOfDraft, type DraftContents, type DraftKeeper, type DraftView } from '@beatbook/contract'
import {
  applyDecisions,
  type Decision,
  type Draft,
  differencePlan,
  err,
  ok,
  openFindings,
  type Refusal,
  readPlan,
  refuse,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { partiesShown } from '../party/parties.ts'
import { planContent } from '../revision/content.ts'
import type { Schema } from '../schema.ts'
import { londonDay } from '../stream/clock.ts'
import type { PlanCache } from '../stream/plan-states.ts'
import type { WritingSide } from '../writer/write.ts'
import { proposalsFor } from './revisions.ts'
import { draftRow } from './writes.ts'

const RETENTION_DAYS = 30

/** Stores and reads drafts for their authors. */
export const draftKeeper = (db: Kysely<Schema>, submit: WritingSide['submit']): DraftKeeper => {
  const plans: PlanCache = new Map()
  const get = async (id: string, author: string, now: string): Promise<DraftView | null> => {
    const stored = await draftRow(db, id, author, now)
    if (stored === undefined) return null
    const read = JSON.parse(stored.draft) as Draft
    const decisions = JSON.parse(stored.decisions) as Decision[]
    const draft = applyDecisions(read, decisions)
    return {
      id,
      createdAt: stored.created_at,
      draft,
      decisions,
      open: openFindings(read, decisions),
      proposals: await proposalsFor(db, draft, londonDay(now), plans),
    }
  }
  return {
    put: async ({ id, author, now, draft, file = null }) => {
      const expires = new Date(Date.parse(now) + RETENTION_DAYS * 86_400_000).toISOString()
      const written =
        'json' in draft
          ? draft
          : { name: draft.source.name, json: JSON.stringify(draft), contents: contentsOfDraft(draft) }
      const row = {
        id,
        author,
        name: written.name,
        created_at: now,
        expires_at: expires,
        summary: JSON.stringify(written.contents),
        decisions: '[]',
        file_sha256: file?.sha256 ?? null,
        file_bytes: file?.bytes ?? null,
      }
      const refusal = (await submit({ write: 'put-draft', row, draft: written.json })) as Refusal | null
      return refusal === null ? ok(null) : err(refusal)
    },
    list: async (author, now) => {
      const rows = await db
        .selectFrom('draft')
        .select(['id', 'name', 'created_at', 'summary'])
        .where('author', '=', author)
        .where('expires_at', '>', now)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(({ id, name, created_at, summary }) => ({
        id,
        name,
        createdAt: created_at,
        ...(JSON.parse(summary) as DraftContents),
      }))
    },
    get,
    decide: async (id, author, decisions, now) => {
      const refusal = (await submit({ write: 'decide-draft', id, author, decisions, now })) as Refusal | null
      if (refusal !== null) return err(refusal)
      const view = await get(id, author, now)
      return view === null ? err(refuse('draft-not-found', { id })) : ok(view)
    },
    discard: async (id, author) => {
      await submit({ write: 'discard-draft', id, author })
    },
    difference: async (id, author, planKey, of, now) => {
      const stored = await draftRow(db, id, author, now)
      if (stored === undefined) return err(refuse('draft-not-found', { id }))
      const draft = applyDecisions(
        JSON.parse(stored.draft) as Draft,
        JSON.parse(stored.decisions) as Decision[],
      )
      const today = londonDay(now)
      const read = readPlan(draft, planKey, today)
      const content = await planContent(db, of, today)
      if (read === null || content === null)
        return err(refuse('not-found', { what: 'plan', id: read === null ? planKey : of }))
      const parties = await partiesShown(
        db,
        content.actions.flatMap((action) => action.owners.map((owner) => owner.partyId)),
      )
      return ok(differencePlan(read, content, (party) => parties.get(party)?.name ?? party))
    },
  }
}
