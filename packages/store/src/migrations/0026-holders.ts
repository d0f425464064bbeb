import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'

// Who holds a post, which account a person is, that somebody left, and what takes the place of a party: periods
// that stand in the events of parties. The table is filled by the rebuild of the projection.
const columns =
  '"party_id" text not null, "kind" text not null, "tie_id" text not null, "other_kind" text not null, "other_id" text not null, "from_day" text not null, "to_day" text not null, "position" integer not null, "recorded_from" text not null, "recorded_to" text not null'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('party_tie').ifExists().execute()
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  const key = '"party_id", "kind", "tie_id", "position", "recorded_from"'
  const table = `create table "party_tie" (${columns}, constraint "party_tie_key" primary key (${key}))${end}`
  await sql.raw(withTypes(db, table)).execute(db)
  await db.schema.createIndex('party_tie_other').on('party_tie').columns(['other_id', 'kind']).execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('party_tie').execute()
}
