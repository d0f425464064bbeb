import {
  checkDecisions,
  type Decision,
  type Draft,
  draftLimits,
  type Refusal,
  refuse,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import type { DraftTable } from '../tables/draft.ts'
import type { PutDraft } from '../writer/write.ts'

/**
 * Saves a draft and deletes expired ones; a draft that is stored already is not changed. Returns the refusal
 * where its author has reached the limit of drafts, otherwise null.
 */
export const putDraft = async (
  db: Kysely<Schema>,
  { row, draft }: PutDraft,
  limits: { count: number; bytes: number } = draftLimits,
): Promise<Refusal | null> => {
  await deleteExpiredDrafts(db, row.created_at)
  // SQLite stores the byte length of a text, so no draft is read for this.
  const { rows } = await sql<{ count: number; bytes: number | null }>`
    select count(*) as count, sum(octet_length(draft)) as bytes from draft where author = ${row.author} and id <> ${row.id}
  `.execute(db)
  const [own] = rows
  if ((own?.count ?? 0) >= limits.count) return refuse('drafts-full', { limit: limits.count })
  if ((own?.bytes ?? 0) + Buffer.byteLength(draft) > limits.bytes)
    return refuse('drafts-full', { megabytes: Math.round(limits.bytes / 1024 / 1024) })
  await db
    .insertInto('draft')
    .values({ ...row, draft: typeof draft === 'string' ? draft : new TextDecoder().decode(draft) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return null
}

/**
 * Saves decisions with a draft, replacing those on the same findings. Returns the refusal when they do not
 * fit, otherwise null.
 */
export const decideDraft = async (
  db: Kysely<Schema>,
  { id, author, decisions, now }: { id: string; author: string; decisions: readonly Decision[]; now: string },
): Promise<Refusal | null> => {
  const stored = await draftRow(db, id, author, now)
  if (stored === undefined) return refuse('draft-not-found', { id })
  const refusal = checkDecisions(JSON.parse(stored.draft) as Draft, decisions)
  if (refusal !== null) return refusal
  const byFinding = new Map(
    [...(JSON.parse(stored.decisions) as Decision[]), ...decisions].map((decision) => [
      decision.finding,
      decision,
    ]),
  )
  const all = [...byFinding.values()].filter((decision) => decision.choice !== '')
  await db
    .updateTable('draft')
    .set({ decisions: JSON.stringify(all) })
    .where('id', '=', id)
    .execute()
  return null
}

export const discardDraft = async (db: Kysely<Schema>, id: string, author: string): Promise<void> => {
  await db.deleteFrom('draft').where('id', '=', id).where('author', '=', author).execute()
}

/** Deletes expired drafts. */
export const deleteExpiredDrafts = async (db: Kysely<Schema>, now: string): Promise<void> => {
  await db.deleteFrom('draft').where('expires_at', '<=', now).execute()
}

/** An author's draft, unless it has expired. */
export const draftRow = (
  db: Kysely<Schema>,
  id: string,
  author: string,
  now: string,
): Promise<DraftTable | undefined> =>
  db
    .selectFrom('draft')
    .selectAll()
    .where('id', '=', id)
    .where('author', '=', author)
    .where('expires_at', '>', now)
    .executeTakeFirst()
