import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { LocalFiles } from './local.ts'

/** What nothing names for so long, in milliseconds, is deleted. */
const UNNAMED_FOR = 86_400_000

/** How the files are: how many are named, and how many of these are not there. */
export interface FilesState {
  readonly named: number
  readonly missing: number
}

/**
 * Deletes the files that no document and no draft has named for a day. (A file that a draft names is noted as
 * needed each time, so that its day begins when the draft goes; what a document names stays.) Whoever names a
 * file has put it just before, so the names are read before the files are listed.
 */
export const sweepFiles = async (
  db: Kysely<Schema>,
  files: LocalFiles,
  now: number = Date.now(),
): Promise<FilesState> => {
  const documents = await namedIn(db, 'document')
  const drafts = await namedIn(db, 'draft')
  const stored = await files.list()
  for (const sha256 of drafts) if (stored.has(sha256)) await files.touch(sha256)
  const before = now - UNNAMED_FOR
  for (const [sha256, at] of stored)
    if (at < before && !documents.has(sha256) && !drafts.has(sha256)) await files.remove(sha256, before)
  await files.tidy(before)
  const named = [...new Set([...documents, ...drafts])]
  return { named: named.length, missing: named.filter((sha256) => !stored.has(sha256)).length }
}

const namedIn = async (db: Kysely<Schema>, table: 'document' | 'draft'): Promise<Set<string>> => {
  const rows = await db
    .selectFrom(table)
    .select('file_sha256')
    .distinct()
    .where('file_sha256', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ file_sha256 }) => file_sha256 ?? []))
}
