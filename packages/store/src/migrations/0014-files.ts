import { type Kysely, sql } from 'kysely'
import { addColumn } from './add-column.ts'

// Original files: a draft and a document refer to the file with their bytes; earlier ones have none. These
// columns come after long texts in their rows, so they are read from the indexes alone.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await addColumn(db, 'draft', '"file_sha256" text')
  await addColumn(db, 'draft', '"file_bytes" integer')
  await addColumn(db, 'document', '"file_sha256" text')
  for (const table of ['draft', 'document'])
    await sql`create index if not exists ${sql.ref(`${table}_file`)} on ${sql.table(table)} (file_sha256) where file_sha256 is not null`.execute(
      db,
    )
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['draft', 'document']) {
    await db.schema.dropIndex(`${table}_file`).execute()
    await db.schema.alterTable(table).dropColumn('file_sha256').execute()
  }
  await db.schema.alterTable('draft').dropColumn('file_bytes').execute()
}
