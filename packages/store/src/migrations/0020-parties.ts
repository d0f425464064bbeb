import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'
import { addColumn } from './add-column.ts'

// A party has its names through time, what describes it, and perhaps another party it was merged into. The new
// columns and tables are filled by the rebuild of the projection; until then each party stands for itself.
const tables: readonly (readonly [name: string, columns: string, key: string])[] = [
  [
    'party_name',
    '"party_id" text not null, "folded" text not null, "is_first" integer not null, "recorded_from" text not null, "recorded_to" text not null',
    '"folded", "party_id", "recorded_from"',
  ],
  [
    'party_merge',
    '"party_id" text not null, "into_id" text not null, "recorded_from" text not null, "recorded_to" text not null',
    '"party_id", "recorded_from"',
  ],
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await addColumn(db, 'party', `root_id text not null default ''`)
  await addColumn(db, 'party', `first_name text not null default ''`)
  await addColumn(db, 'party', 'kind text')
  await addColumn(db, 'party', 'parent_id text')
  await sql`update party set root_id = id, first_name = name`.execute(db)
  await db.schema.dropIndex('party_root').ifExists().execute()
  await db.schema.createIndex('party_root').on('party').column('root_id').execute()
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  for (const [name, columns, key] of tables) {
    await db.schema.dropTable(name).ifExists().execute()
    const table = `create table "${name}" (${columns}, constraint "${name}_key" primary key (${key}))${end}`
    await sql.raw(withTypes(db, table)).execute(db)
    await db.schema
      .createIndex(`${name}_party`)
      .on(name)
      .column(name === 'party_name' ? 'party_id' : 'into_id')
      .execute()
  }
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const [name] of [...tables].reverse()) await db.schema.dropTable(name).execute()
  await db.schema.dropIndex('party_root').execute()
  for (const column of ['parent_id', 'kind', 'first_name', 'root_id'])
    await sql`alter table party drop column ${sql.ref(column)}`.execute(db)
}
