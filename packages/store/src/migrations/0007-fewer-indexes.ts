import { type Kysely, sql } from 'kysely'

// Every index costs each write a page or two. A plan's actions are few enough to be sorted from one index
// that covers the sort keys; an action is found by slug and address in one index for all dates, and its
// versions in one, superseded or not. Due actions are asked for at dates as well as for today, so lists at a
// date have an index by deadline too; and marks are worked off in their order, however many there are.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const { name } of before) await db.schema.dropIndex(name).execute()
  for (const index of after) await create(db, index)
  await db.schema.createIndex('recolouring_recorded').on('recolouring').column('recorded_at').execute()
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropIndex('recolouring_recorded').execute()
  for (const { name } of after) await db.schema.dropIndex(name).execute()
  for (const index of before) await create(db, index)
}

interface Index {
  readonly name: string
  readonly columns: readonly string[]
  readonly holds?: typeof today
}

const create = (db: Kysely<unknown>, { name, columns, holds }: Index) => {
  const index = db.schema
    .createIndex(name)
    .on('action_version')
    .columns([...columns])
  return (holds === undefined ? index : index.where(holds)).execute()
}

const today = sql<boolean>`recorded_to is null and held_to is null`
const known = sql<boolean>`recorded_to is null`
const narrowed = ['withdrawn', 'level', 'stage']
const ofPlan = ['plan_id', ...narrowed, 'section_id', 'update_key', 'stage_key', 'ref_key']

const before: readonly Index[] = [
  ...['timescale_key', 'level_key', 'update_key'].map((key) => ({
    name: `action_today_plan_${key}`,
    columns: ['plan_id', key, 'place_key', 'action_id', ...narrowed, 'held_to', 'recorded_to'],
    holds: today,
  })),
  {
    name: 'action_today_plan',
    columns: [...ofPlan, 'place_key', 'action_id', 'held_to', 'recorded_to'],
    holds: today,
  },
  { name: 'action_today_slug', columns: ['slug', 'held_to', 'recorded_to'], holds: today },
  { name: 'action_known_slug', columns: ['slug', 'held_to', 'recorded_to'], holds: known },
  { name: 'action_known', columns: ['action_id', 'held_from', 'held_to', 'recorded_to'], holds: known },
  { name: 'action_recorded', columns: ['action_id', 'recorded_from'] },
]

const after: readonly Index[] = [
  {
    name: 'action_today_plan',
    columns: [...ofPlan, 'timescale_key', 'level_key', 'place_key', 'action_id', 'held_to', 'recorded_to'],
    holds: today,
  },
  { name: 'action_known_address', columns: ['slug', 'address', 'held_to', 'recorded_to'], holds: known },
  {
    name: 'action_known_timescale_key',
    columns: ['timescale_key', 'place_key', 'action_id', ...narrowed, 'held_from', 'held_to', 'recorded_to'],
    holds: known,
  },
  { name: 'action_versions', columns: ['action_id', 'recorded_to', 'held_from', 'held_to', 'recorded_from'] },
]
