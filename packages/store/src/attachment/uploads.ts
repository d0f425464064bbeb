import type { Upload } from '@beatbook/contract'
import { type Id, MOST_UPLOADS, type NamedFile, type Refusal, refuse } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { jsonValues } from '../database/json-values.ts'
import type { Schema } from '../schema.ts'

/** How long an upload waits to be attached, in milliseconds. */
const WAITS = 86_400_000

/** Why a person can upload nothing more; `null` where they can. */
export const refusalToUpload = async (
  db: Kysely<Schema>,
  person: Id,
  now: string,
): Promise<Refusal | null> => {
  const { count } = await db
    .selectFrom('upload')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('author', '=', person)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return count < MOST_UPLOADS ? null : refuse('uploads-full', { limit: MOST_UPLOADS })
}

/**
 * Saves an upload and deletes expired ones; one that is stored already is not changed. Returns the refusal
 * where its author has reached the limit, otherwise null.
 */
export const putUpload = async (
  db: Kysely<Schema>,
  { id, person, file, now }: Upload,
): Promise<Refusal | null> => {
  await deleteExpiredUploads(db, now)
  const refusal = await refusalToUpload(db, person, now)
  if (refusal !== null) return refusal
  await db
    .insertInto('upload')
    .values({
      id,
      author: person,
      name: file.name,
      created_at: now,
      expires_at: new Date(Date.parse(now) + WAITS).toISOString(),
      file_sha256: file.sha256,
      file_bytes: file.bytes,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return null
}

/** Deletes expired uploads. */
export const deleteExpiredUploads = async (db: Kysely<Schema>, now: string): Promise<void> => {
  await db.deleteFrom('upload').where('expires_at', '<=', now).execute()
}

/** The files of a person's uploads that have not expired, by the ids of the uploads. */
export const uploadedFiles = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  { actor, now }: { readonly actor: string; readonly now: string },
): Promise<ReadonlyMap<Id, NamedFile>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('upload')
    .selectAll()
    .where('id', 'in', jsonValues(db, ids))
    .where('author', '=', actor)
    .where('expires_at', '>', now)
    .execute()
  return new Map(
    rows.map((row) => [row.id, { sha256: row.file_sha256, bytes: row.file_bytes, name: row.name }]),
  )
}
