import { randomUUIDv7 } from 'node:crypto'
import { type Kysely, sql } from 'kysely'

// The record gets a name of its own, by which a marker beside the file, a backup and a restored copy are told from those of another record.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('record')
    .addColumn('one', 'integer', (column) => column.primaryKey().check(sql`one = 1`))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('closed', 'integer', (column) => column.notNull())
    .addColumn('folded', 'integer', (column) => column.notNull())
    .execute()
  await sql`insert into record (one, id, closed, folded) values (1, ${randomUUIDv7()}, 1, 0)`.execute(db)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('record').execute()
}
