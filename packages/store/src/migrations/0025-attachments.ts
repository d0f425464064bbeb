import { type Kysely, sql } from 'kysely'
import { jsonText } from '../database/expression.ts'
import { withTypes } from '../database/types.ts'

// Uploads are kept rows: files that wait to be attached. The index finds the files that attachments name.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  const table =
    'create table if not exists "upload" ("id" text not null primary key, "author" text not null, "name" text not null, "created_at" text not null, "expires_at" text not null, "file_sha256" text not null, "file_bytes" integer not null)'
  await sql.raw(withTypes(db, table)).execute(db)
  await db.schema.createIndex('upload_author').ifNotExists().on('upload').column('author').execute()
  await db.schema.createIndex('upload_file').ifNotExists().on('upload').column('file_sha256').execute()
  await sql`create index if not exists event_file on event (${jsonText(db, 'facts', ['file', 'sha256'])}) where type = 'attachment-added'`.execute(
    db,
  )
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('event_file').execute()
  await db.schema.dropTable('upload').execute()
}
