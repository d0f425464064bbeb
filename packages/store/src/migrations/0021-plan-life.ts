import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'

// The plan of a large import that is undone or redone in parts is hidden until the last of them. A plan is found by
// every code that it had.
const table =
  'create table "hidden_plan" ("plan_id" text not null, "hidden_from" text not null, "hidden_to" text not null, "command_id" text not null, constraint "hidden_plan_key" primary key ("plan_id", "hidden_from"))'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('hidden_plan').ifExists().execute()
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  await sql.raw(withTypes(db, `${table}${end}`)).execute(db)
  await db.schema
    .createIndex('hidden_plan_until')
    .on('hidden_plan')
    .columns(['hidden_to', 'plan_id'] as never[])
    .execute()
  await db.schema.dropIndex('plan_code').ifExists().execute()
  await db.schema.createIndex('plan_code').on('plan_version').column('code').execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('plan_code').execute()
  await db.schema.dropTable('hidden_plan').execute()
}
