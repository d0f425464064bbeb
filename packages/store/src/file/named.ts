import { type Kysely, sql } from 'kysely'
import { hasColumn } from '../database/catalog.ts'
import { jsonText } from '../database/expression.ts'
import type { Schema } from '../schema.ts'

/**
 * The files that a record refers to: SHA-256 to file name. Of a record from before files were stored, none.
 */
export const filesNamedIn = async (db: Kysely<Schema>): Promise<Map<string, string>> => {
  const named = new Map<string, string>()
  const add = (rows: readonly { sha256: string; name: string | null }[]) => {
    for (const { sha256, name } of rows) named.set(sha256, String(name))
  }
  const ofEvent = jsonText(db, 'facts', ['file', 'sha256'])
  const { rows } = await sql<{
    sha256: string
    name: string | null
  }>`select distinct ${ofEvent} as sha256, ${jsonText(db, 'words', ['name'])} as name
    from event where type = 'document-accepted' and ${ofEvent} is not null`.execute(db)
  add(rows)
  for (const [sha256, name] of await fixedFiles(db)) named.set(sha256, name)
  for (const table of ['draft', 'document', 'upload'] as const) {
    if (!(await hasColumn(db, table, 'file_sha256'))) continue
    add(
      await db
        .selectFrom(table)
        .select(['file_sha256 as sha256', 'name'])
        .distinct()
        .where('file_sha256', 'is not', null)
        .$narrowType<{ sha256: string }>()
        .execute(),
    )
  }
  return named
}

/**
 * The files that attachments and crests are or were, undone and removed ones too: SHA-256 to file name. Nothing deletes
 * them.
 */
export const fixedFiles = async (db: Kysely<Schema>): Promise<Map<string, string>> => {
  const ofEvent = jsonText(db, 'facts', ['file', 'sha256'])
  // The conditions match the index `event_file`.
  const { rows } = await sql<{ sha256: string; name: string | null }>`
    select ${ofEvent} as sha256, ${jsonText(db, 'words', ['name'])} as name
    from event where type = 'attachment-added' and ${ofEvent} is not null
    union all select ${ofEvent}, ${jsonText(db, 'words', ['name'])}
    from event where stream_kind = 'area' and type = 'crest-set' and ${ofEvent} is not null`.execute(db)
  return new Map(rows.map(({ sha256, name }) => [sha256, String(name)]))
}
