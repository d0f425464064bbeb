import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'
import { addColumn } from './add-column.ts'

// The plan of a large import that is undone or redone in parts is hidden until the last of them. A plan is found by
// every code that it had, and may be archived. Where its code or the order of its sections changes, the versions of
// its actions wait in `place_due` for their new places. The plans with a title are found by its digest.
const tables = [
  'create table "hidden_plan" ("plan_id" text not null, "hidden_from" text not null, "hidden_to" text not null, "command_id" text not null, constraint "hidden_plan_key" primary key ("plan_id", "hidden_from"))',
  'create table "place_due" ("plan_id" text not null, "recorded_at" text not null, constraint "place_due_key" primary key ("plan_id"))',
]

const names = ['hidden_plan', 'place_due']

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await addColumn(db, 'plan_version', 'archived integer not null default 0')
  await addColumn(db, 'plan_version', `title_key text not null default ''`)
  await db.schema.dropIndex('plan_title').ifExists().execute()
  await db.schema.createIndex('plan_title').on('plan_version').column('title_key').execute()
  await db.schema.dropIndex('plan_archived').ifExists().execute()
  await sql`create index plan_archived on plan_version (plan_id) where archived = 1`.execute(db)
  for (const name of names) await db.schema.dropTable(name).ifExists().execute()
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  for (const table of tables) await sql.raw(withTypes(db, `${table}${end}`)).execute(db)
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
  for (const name of names) await db.schema.dropTable(name).execute()
  await db.schema.dropIndex('plan_archived').execute()
  await sql`alter table plan_version drop column archived`.execute(db)
  await db.schema.dropIndex('plan_title').execute()
  await sql`alter table plan_version drop column title_key`.execute(db)
}
