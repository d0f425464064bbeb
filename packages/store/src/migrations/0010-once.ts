import { type Kysely, sql } from 'kysely'
import { jsonText } from '../database/expression.ts'
import { digestOfText } from '../document/digest.ts'

// Prevents duplicates: a document accepted again is recognised by its text, and an update sent for another
// action by its id.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.alterTable('document').addColumn('digest', 'text').execute()
  const documents = await sql<{ id: string }>`select id from document`.execute(db)
  // One at a time: a document may be large.
  for (const { id } of documents.rows) {
    const { rows } = await sql<{ draft: string }>`select draft from document where id = ${id}`.execute(db)
    for (const { draft } of rows)
      await sql`update document set digest = ${digestOfText(JSON.parse(draft))} where id = ${id}`.execute(db)
  }
  await db.schema.createIndex('document_digest').on('document').column('digest').execute()
  await sql`create index event_update on event (${jsonText(db, 'facts', ['updateId'])}) where type = 'update-recorded'`.execute(
    db,
  )
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('event_update').execute()
  await db.schema.dropIndex('document_digest').execute()
  await db.schema.alterTable('document').dropColumn('digest').execute()
}
