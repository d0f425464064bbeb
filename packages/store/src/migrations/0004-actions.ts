import { type Kysely, sql } from 'kysely'

const sortKeys = ['place_key', 'timescale_key', 'level_key', 'update_key'] as const

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

  // Lists read today's rows, or those known now that held on a date. Each family has its own small indexes.
  const families = { today: sql<boolean>`recorded_to is null and held_to is null`, known: sql<boolean>`recorded_to is null` }
  for (const [family, holds] of Object.entries(families)) {
    const index = (name: string, columns: string[]) =>
      db.schema.createIndex(`action_${family}_${name}`).on('action_version').columns(columns).where(holds).execute()
    const period = family === 'known' ? ['held_from', 'held_to'] : []
    for (const key of sortKeys) await index(key, [...(key === 'place_key' ? [] : [key]), 'place_key', 'action_id', ...period])
    await index('slug', ['slug'])
    await index('ref', ['ref'])
    await index('tally', ['plan_id', 'section_id', 'withdrawn', 'level', 'stage', 'update_key', ...period])
    await index('plan_place', ['plan_id', 'place_key', 'action_id', ...period])
  }
  const { today, known } = families
  for (const key of ['timescale_key', 'level_key', 'update_key'] as const)
    await db.schema.createIndex(`action_today_plan_${key}`).on('action_version').columns(['plan_id', key, 'place_key', 'action_id']).where(today).execute()
  await db.schema.createIndex('action_today').unique().on('action_version').column('action_id').where(today).execute()
  await db.schema.createIndex('action_known').on('action_version').columns(['action_id', 'held_from']).where(known).execute()

  await db.schema
    .createTable('action_owner')
    .addColumn('party_id', 'text', (column) => column.notNull().references('party.id'))
    .addColumn('version', 'integer', (column) => column.notNull().references('action_version.version'))
    .addPrimaryKeyConstraint('action_owner_key', ['party_id', 'version'])
    .execute()
  await db.schema.createIndex('action_owner_version').on('action_owner').column('version').execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  for (const table of ['action_owner', 'action_version']) await db.schema.dropTable(table).execute()
}
