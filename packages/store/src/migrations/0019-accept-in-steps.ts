import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'

// A large document is accepted in steps. `staged_plan` says from when a plan whose actions were written before
// it is known; the other tables are what an interrupted accept leaves to be removed or finished, and which
// entries were removed with one.
const tables: readonly (readonly [name: string, columns: string, key: string])[] = [
  [
    'staged_plan',
    '"plan_id" text not null, "command_id" text not null, "reached_from" text not null, "state" text',
    '"plan_id"',
  ],
  [
    'unfinished_accept',
    '"command_id" text not null, "lease_until" text not null, "document_id" text not null, "parties" text not null',
    '"command_id"',
  ],
  [
    'prepared_part',
    '"command_id" text not null, "number" integer not null, "actor" text not null, "recorded_at" text not null, "day" text not null, "document_id" text not null, "part" text not null',
    '"command_id", "number"',
  ],
  [
    'removed_entry',
    '"first" integer not null, "last" integer not null, "command_id" text not null',
    '"first"',
  ],
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  for (const [name, columns, key] of tables) {
    await db.schema.dropTable(name).ifExists().execute()
    const table = `create table "${name}" (${columns}, constraint "${name}_key" primary key (${key}))${end}`
    await sql.raw(withTypes(db, table)).execute(db)
  }
  await db.schema
    .createIndex('staged_plan_reached')
    .on('staged_plan')
    .columns(['reached_from', 'plan_id'] as never[])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const [name] of [...tables].reverse()) await db.schema.dropTable(name).execute()
}
