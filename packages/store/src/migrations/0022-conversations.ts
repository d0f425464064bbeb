import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'
import { withTypes } from '../database/types.ts'

// Conversations and their mentions are made from the events by the rebuild of their projection. How far each
// person has read is kept: no event has it.
const tables: readonly (readonly [name: string, columns: string, key: string])[] = [
  [
    'conversation',
    '"id" text not null, "subject_kind" text not null, "subject_id" text not null, "position" integer not null, "there" integer not null, "settled" integer not null',
    '"id"',
  ],
  [
    'mention',
    '"kind" text not null, "target_id" text not null, "conversation_id" text not null, "remark_id" text not null, "position" integer not null, "by_id" text not null',
    '"target_id", "kind", "conversation_id", "remark_id"',
  ],
  [
    'conversation_read',
    '"person_id" text not null, "conversation_id" text not null, "position" integer not null',
    '"person_id", "conversation_id"',
  ],
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const end = engineOf(db) === 'sqlite' ? ' without rowid' : ''
  for (const [name, columns, key] of tables) {
    // What a person has read is not made anew.
    if (name !== 'conversation_read') await db.schema.dropTable(name).ifExists().execute()
    const table = `create table if not exists "${name}" (${columns}, constraint "${name}_key" primary key (${key}))${end}`
    await sql.raw(withTypes(db, table)).execute(db)
  }
  await db.schema
    .createIndex('conversation_subject')
    .on('conversation')
    .columns(['subject_id', 'subject_kind', 'position'])
    .execute()
  await db.schema.createIndex('mention_conversation').on('mention').column('conversation_id').execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const [name] of [...tables].reverse()) await db.schema.dropTable(name).execute()
}
