import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import type { LocalFiles } from './local.ts'
import { fixedFiles } from './named.ts'

/** A file that nothing has referred to for this long is deleted, in milliseconds. */
const UNREFERENCED_FOR = 86_400_000

/** The state of the files: how many are referred to, and how many of those are missing. */
export interface FilesState {
  readonly named: number
  readonly missing: number
}

/**
 * Deletes the files that no document, attachment, crest, draft or upload has referred to for a day. The file of a
 * draft or an upload is marked as needed at each sweep, so that its day begins when that is deleted; those of
 * documents, attachments and crests stay. A file is stored before it is referred to, so the references are read before
 * the files are listed.
 */
export const sweepFiles = async (
  db: Kysely<Schema>,
  files: LocalFiles,
  now: number = Date.now(),
): Promise<FilesState> => {
  const kept = new Set([...(await namedIn(db, 'document')), ...(await fixedFiles(db)).keys()])
  const waiting = new Set([...(await namedIn(db, 'draft')), ...(await namedIn(db, 'upload'))])
  const stored = await files.list()
  for (const sha256 of waiting) if (stored.has(sha256)) await files.touch(sha256)
  const before = now - UNREFERENCED_FOR
  for (const [sha256, at] of stored)
    if (at < before && !kept.has(sha256) && !waiting.has(sha256)) await files.remove(sha256, before)
  await files.tidy(before)
  const named = [...new Set([...kept, ...waiting])]
  return { named: named.length, missing: named.filter((sha256) => !stored.has(sha256)).length }
}

const namedIn = async (db: Kysely<Schema>, table: 'document' | 'draft' | 'upload'): Promise<Set<string>> => {
  const rows = await db
    .selectFrom(table)
    .select('file_sha256')
    .distinct()
    .where('file_sha256', 'is not', null)
    .execute()
  return new Set(rows.flatMap(({ file_sha256 }) => file_sha256 ?? []))
}
