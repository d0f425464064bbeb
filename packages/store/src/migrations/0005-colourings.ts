import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('colouring')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('action_id', 'text', (column) => column.notNull())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('held_from', 'text', (column) => column.notNull())
    .addColumn('held_to', 'text')
    .addColumn('recorded_from', 'text', (column) => column.notNull())
    .addColumn('recorded_to', 'text')
    .addColumn('span_from', 'text', (column) => column.notNull())
    .addColumn('span_to', 'text')
    .addColumn('shown_from', 'text')
    .addColumn('shown_to', 'text')
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('level_key', 'integer', (column) => column.notNull())
    .addColumn('disagrees', 'integer', (column) => column.notNull())
    .addColumn('because', 'text', (column) => column.notNull())
    .addColumn('shown', 'text', (column) => column.notNull())
    .execute()
  // The end comes first in the index: on any day most rows have ended, and few are yet to begin.
  const known = sql<boolean>`recorded_to is null`
  await db.schema
    .createIndex('colouring_action')
    .on('colouring')
    .columns(['action_id', 'shown_to', 'shown_from', 'recorded_to'])
    .execute()
  await db.schema
    .createIndex('colouring_known_plan')
    .on('colouring')
    .columns([
      'plan_id',
      'shown_to',
      'shown_from',
      'level',
      'level_key',
      'disagrees',
      'action_id',
      'recorded_to',
    ])
    .where(known)
    .execute()
  await db.schema
    .createIndex('colouring_known_level')
    .on('colouring')
    .columns(['level', 'shown_to', 'shown_from', 'disagrees', 'action_id', 'recorded_to'])
    .where(known)
    .execute()

  // Actions waiting for recalculation, with the instant at which something they depend on changed.
  await db.schema
    .createTable('recolouring')
    .addColumn('action_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('recorded_at', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('recolouring_plan').on('recolouring').column('plan_id').execute()

  await db.schema
    .createTable('dependency')
    .addColumn('on_id', 'text', (column) => column.notNull())
    .addColumn('action_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dependency_key', ['on_id', 'action_id'])
    .execute()

  // Questions with an earlier `knownAt` search superseded rows.
  await db.schema
    .createIndex('action_recorded')
    .on('action_version')
    .columns(['action_id', 'recorded_from'])
    .execute()
  await db.schema
    .createIndex('action_recorded_plan')
    .on('action_version')
    .columns(['plan_id', 'slug', 'held_from'])
    .execute()

  // Plans from before there were ratings are rated from their start.
  await sql`insert into recolouring (action_id, plan_id, recorded_at)
    select action_id, plan_id, min(recorded_from) from action_version group by action_id, plan_id`.execute(db)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const index of ['action_recorded', 'action_recorded_plan']) await db.schema.dropIndex(index).execute()
  for (const table of ['dependency', 'recolouring', 'colouring']) await db.schema.dropTable(table).execute()
}
