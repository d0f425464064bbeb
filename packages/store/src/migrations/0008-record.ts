import { randomUUIDv7 } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { engineOf } from '../database/engine.ts'

// The record gets an id, by which a marker beside the file, a backup and a restored copy are distinguished
// from those of other records. Earlier migrations were edited after they had been used, so upgraded records
// have different indexes from new ones; this makes them the same. There was no record in PostgreSQL then.
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('record')
    .addColumn('one', 'integer', (column) => column.primaryKey().check(sql`one = 1`))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('closed', 'integer', (column) => column.notNull())
    .addColumn('folded', 'integer', (column) => column.notNull())
    .execute()
  await sql`insert into record (one, id, closed, folded) values (1, ${randomUUIDv7()}, 1, 0)`.execute(db)

  if (engineOf(db) === 'postgres') return
  const { rows } = await sql<{ name: string; sql: string }>`select name, sql from sqlite_master
    where type = 'index' and sql is not null and tbl_name in ('action_version', 'colouring', 'recolouring')`.execute(
    db,
  )
  const there = new Map(rows.map((row) => [row.sql, row.name]))
  for (const [statement, name] of there)
    if (!indexes.includes(statement)) await db.schema.dropIndex(name).execute()
  for (const statement of indexes) if (!there.has(statement)) await sql.raw(statement).execute(db)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.dropTable('record').execute()
}

const indexes: readonly string[] = [
  `CREATE INDEX "action_known_address" on "action_version" ("slug", "address", "held_to", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "action_known_place" on "action_version" ("place_key", "action_id", "withdrawn", "level", "stage", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "action_known_plan" on "action_version" ("plan_id", "withdrawn", "level", "stage", "section_id", "update_key", "level_key", "stage_key", "ref_key", "timescale_key", "place_key", "action_id", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "action_known_timescale_key" on "action_version" ("timescale_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "action_recorded_plan" on "action_version" ("plan_id", "slug", "held_from")`,
  `CREATE UNIQUE INDEX "action_today" on "action_version" ("action_id") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_level_key" on "action_version" ("level_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_place" on "action_version" ("place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_plan" on "action_version" ("plan_id", "withdrawn", "level", "stage", "section_id", "update_key", "stage_key", "ref_key", "timescale_key", "level_key", "place_key", "action_id", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_plan_place" on "action_version" ("plan_id", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_timescale_key" on "action_version" ("timescale_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_today_update_key" on "action_version" ("update_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `CREATE INDEX "action_versions" on "action_version" ("action_id", "recorded_to", "held_from", "held_to", "recorded_from")`,
  `CREATE INDEX "colouring_action" on "colouring" ("action_id", "shown_to", "shown_from", "recorded_to")`,
  `CREATE INDEX "colouring_known_level" on "colouring" ("level", "shown_to", "shown_from", "disagrees", "action_id", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "colouring_known_plan" on "colouring" ("plan_id", "shown_to", "shown_from", "level", "level_key", "disagrees", "action_id", "recorded_to") where recorded_to is null`,
  `CREATE INDEX "recolouring_plan" on "recolouring" ("plan_id")`,
  `CREATE INDEX "recolouring_recorded" on "recolouring" ("recorded_at")`,
]
