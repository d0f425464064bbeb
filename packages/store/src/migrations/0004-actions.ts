import { type Kysely, sql } from 'kysely'

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('action_version')
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('action_id', 'text', (column) => column.notNull())
    .addColumn('held_from', 'text', (column) => column.notNull())
    .addColumn('held_to', 'text')
    .addColumn('recorded_from', 'text', (column) => column.notNull())
    .addColumn('recorded_to', 'text')
    .addColumn('plan_id', 'text', (column) => column.notNull())
    .addColumn('section_id', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('ref', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('withdrawn', 'integer', (column) => column.notNull())
    .addColumn('due', 'text')
    .addColumn('place_key', 'text', (column) => column.notNull())
    .addColumn('ref_key', 'text', (column) => column.notNull())
    .addColumn('timescale_key', 'text', (column) => column.notNull())
    .addColumn('level_key', 'integer', (column) => column.notNull())
    .addColumn('stage_key', 'integer', (column) => column.notNull())
    .addColumn('update_key', 'text', (column) => column.notNull())
    .addColumn('haystack', 'text', (column) => column.notNull())
    .addColumn('shown', 'text', (column) => column.notNull())
    .addColumn('more', 'text', (column) => column.notNull())
    .execute()

  // Lists of today's rows follow an index of their order; lists at a date sort the result of one covering
  // index. An index covers a query only if it contains the columns of the index's own condition too. Every
  // index costs each write a page, so there are no more.
  const today = sql<boolean>`recorded_to is null and held_to is null`
  const known = sql<boolean>`recorded_to is null`
  const narrowed = ['withdrawn', 'level', 'stage']
  const index = (name: string, columns: string[], holds: typeof today) =>
    db.schema
      .createIndex(name)
      .on('action_version')
      .columns([...columns, 'held_to', 'recorded_to'])
      .where(holds)
      .execute()

  await db.schema
    .createIndex('action_today')
    .unique()
    .on('action_version')
    .column('action_id')
    .where(today)
    .execute()
  await index('action_today_slug', ['slug'], today)
  await index(
    'action_today_plan',
    [
      'plan_id',
      'withdrawn',
      'level',
      'stage',
      'section_id',
      'update_key',
      'stage_key',
      'ref_key',
      'place_key',
      'action_id',
    ],
    today,
  )
  await index('action_today_place', ['place_key', 'action_id', ...narrowed], today)
  await index('action_today_plan_place', ['plan_id', 'place_key', 'action_id', ...narrowed], today)
  for (const key of ['timescale_key', 'level_key', 'update_key']) {
    await index(`action_today_${key}`, [key, 'place_key', 'action_id', ...narrowed], today)
    await index(`action_today_plan_${key}`, ['plan_id', key, 'place_key', 'action_id', ...narrowed], today)
  }

  await index('action_known', ['action_id', 'held_from'], known)
  await index('action_known_slug', ['slug'], known)
  await index('action_known_place', ['place_key', 'action_id', ...narrowed, 'held_from'], known)
  await index(
    'action_known_plan',
    [
      'plan_id',
      'withdrawn',
      'level',
      'stage',
      'section_id',
      'update_key',
      'level_key',
      'stage_key',
      'ref_key',
      'timescale_key',
      'place_key',
      'action_id',
      'held_from',
    ],
    known,
  )

  await db.schema
    .createTable('action_owner')
    .addColumn('party_id', 'text', (column) => column.notNull().references('party.id'))
    .addColumn('version', 'integer', (column) => column.notNull().references('action_version.version'))
    .addPrimaryKeyConstraint('action_owner_key', ['party_id', 'version'])
    .execute()
  await db.schema
    .createIndex('action_owner_version')
    .on('action_owner')
    .columns(['version', 'party_id'])
    .execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['action_owner', 'action_version']) await db.schema.dropTable(table).execute()
}
