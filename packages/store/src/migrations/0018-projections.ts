import { type Kysely, sql } from 'kysely'
import { hasColumn } from '../database/catalog.ts'
import { engineOf } from '../database/engine.ts'
import { createSearch } from '../database/search.ts'
import { withTypes } from '../database/types.ts'
import { addColumn } from './add-column.ts'

// Projections as data: a state is stored once as content, with its versions, a row of today and tallies
// beside it; a rating is one row; open ends are dates and instants. All of it is made from the events, so the
// tables are made anew and then rebuilt.
const END = '9999-12-31'
const END_OF_TIME = '9999-12-31T23:59:59.999Z'

/** A column's type; with a question mark it may be null, `number` is the table's own number of a row. */
type Type = 'number' | 'text' | 'text?' | 'integer' | 'integer?' | 'real?'

interface Table {
  readonly columns: Readonly<Record<string, Type>>
  readonly key?: readonly string[]
  /** The column that names a party. */
  readonly party?: string
}

const periods = {
  version: 'number',
  held_from: 'text',
  held_to: 'text',
  recorded_from: 'text',
  recorded_to: 'text',
} as const

const actionKeys = {
  plan_id: 'text',
  section_id: 'text',
  area_id: 'text?',
  slug: 'text',
  level: 'text',
  stage: 'text',
  withdrawn: 'integer',
  due: 'text?',
  place_key: 'text',
  ref_key: 'text',
  timescale_key: 'text',
  level_key: 'integer',
  stage_key: 'integer',
  update_key: 'text',
} as const

const tables: Readonly<Record<string, Table>> = {
  content: { columns: { id: 'number', subject_id: 'text', haystack: 'text', body: 'text' } },
  content_owner: {
    columns: { content_id: 'integer', party_id: 'text' },
    key: ['content_id', 'party_id'],
    party: 'party_id',
  },
  content_value: {
    columns: { content_id: 'integer', field: 'text', text: 'text?', number: 'real?', day: 'text?' },
    key: ['content_id', 'field'],
  },
  action_version: { columns: { ...periods, action_id: 'text', ...actionKeys, content_id: 'integer' } },
  action_address: {
    columns: { slug: 'text', plan_id: 'text', action_id: 'text' },
    key: ['slug', 'plan_id', 'action_id'],
  },
  action_now: {
    columns: {
      number: 'number',
      action_id: 'text',
      ...actionKeys,
      text_key: 'text',
      version: 'integer',
      content_id: 'integer',
      rating_id: 'integer?',
      computed: 'text',
      computed_key: 'integer',
      disagrees: 'integer',
      turns_on: 'text',
    },
  },
  search_due: { columns: { number: 'number' } },
  owner_now: {
    columns: { party_id: 'text', place_key: 'text', action_id: 'text', withdrawn: 'integer' },
    key: ['party_id', 'place_key', 'action_id'],
  },
  owner_tally: {
    columns: { plan_id: 'text', party_id: 'text', actions: 'integer' },
    key: ['plan_id', 'party_id'],
  },
  tally: {
    columns: {
      plan_id: 'text',
      section_id: 'text',
      withdrawn: 'integer',
      level: 'text',
      stage: 'text',
      computed: 'text',
      disagrees: 'integer',
      actions: 'integer',
    },
    key: ['plan_id', 'section_id', 'withdrawn', 'level', 'stage', 'computed', 'disagrees'],
  },
  rating: {
    columns: {
      ...periods,
      subject_kind: 'text',
      subject_id: 'text',
      plan_id: 'text',
      level: 'text',
      disagrees: 'integer',
      turns_on: 'text',
      levels: 'text',
      content_id: 'integer',
    },
  },
  rating_due: {
    columns: { action_id: 'text', recorded_at: 'text', plan_id: 'text' },
    key: ['action_id', 'recorded_at'],
  },
  plan_version: { columns: { ...periods, plan_id: 'text', code: 'text', area_id: 'text?', state: 'text' } },
  aggregate_version: {
    columns: { ...periods, force_id: 'text', kind: 'text', stream_id: 'text', state: 'text' },
  },
  used_number: { columns: { name: 'text', last: 'integer' }, key: ['name'] },
  projection: {
    columns: { name: 'text', version: 'integer', after: 'text?', done: 'integer', of: 'integer' },
    key: ['name'],
  },
}

const create = async (db: Kysely<unknown>, name: string, { columns, key, party }: Table): Promise<void> => {
  let table = db.schema.createTable(name)
  for (const [column, type] of Object.entries(columns))
    table = table.addColumn(
      column,
      type === 'number' ? 'integer' : (type.replace('?', '') as 'text'),
      (made) => {
        if (type === 'number') return made.primaryKey()
        const referring = column === party ? made.references('party.id') : made
        return type.endsWith('?') ? referring : referring.notNull()
      },
    )
  if (key !== undefined) table = table.addPrimaryKeyConstraint(`${name}_key`, [...key] as never[])
  // Such a row is its key and little else; without a number of its own it is stored once, in the key's order.
  if (key !== undefined && engineOf(db) === 'sqlite') table = table.modifyEnd(sql`without rowid`)
  await table.execute()
}

interface Index {
  readonly on: string
  readonly columns: readonly string[]
  readonly unique?: true
  /** Only the rows known now, of today, or whose declared level disagrees. */
  readonly only?: 'known' | 'today' | 'disagreeing'
}

const indexes: Readonly<Record<string, Index>> = {
  action_known_place: {
    on: 'action_version',
    columns: ['place_key', 'action_id', 'held_to', 'held_from', 'withdrawn', 'level', 'stage'],
    only: 'known',
  },
  action_known_plan: {
    on: 'action_version',
    columns: ['plan_id', 'held_to', 'held_from', 'withdrawn', 'level', 'stage', 'section_id', 'update_key'],
    only: 'known',
  },
  action_known_timescale: {
    on: 'action_version',
    columns: ['timescale_key', 'place_key', 'action_id', 'held_to', 'held_from', 'withdrawn'],
    only: 'known',
  },
  action_recorded_plan: { on: 'action_version', columns: ['plan_id', 'slug', 'held_from'] },
  action_versions: { on: 'action_version', columns: ['action_id', 'recorded_to', 'held_from'] },
  action_now_action: { on: 'action_now', columns: ['action_id'], unique: true },
  action_now_computed: { on: 'action_now', columns: ['computed', 'place_key', 'action_id'] },
  action_now_computed_key: {
    on: 'action_now',
    columns: ['computed_key', 'place_key', 'action_id', 'withdrawn'],
  },
  action_now_disagrees: {
    on: 'action_now',
    columns: ['computed_key', 'place_key', 'action_id', 'plan_id'],
    only: 'disagreeing',
  },
  action_now_level: { on: 'action_now', columns: ['level_key', 'place_key', 'action_id', 'withdrawn'] },
  action_now_place: { on: 'action_now', columns: ['place_key', 'action_id', 'withdrawn', 'level', 'stage'] },
  action_now_plan: { on: 'action_now', columns: ['plan_id', 'place_key', 'action_id', 'withdrawn'] },
  action_now_plan_update: { on: 'action_now', columns: ['plan_id', 'update_key'] },
  action_now_slug: { on: 'action_now', columns: ['slug', 'plan_id'] },
  action_now_text: { on: 'action_now', columns: ['text_key', 'plan_id'] },
  action_now_timescale: {
    on: 'action_now',
    columns: ['timescale_key', 'place_key', 'action_id', 'withdrawn'],
  },
  action_now_turns: { on: 'action_now', columns: ['turns_on'] },
  action_now_update: { on: 'action_now', columns: ['update_key', 'place_key', 'action_id', 'withdrawn'] },
  aggregate_known: { on: 'aggregate_version', columns: ['kind', 'stream_id', 'held_from'], only: 'known' },
  aggregate_today: { on: 'aggregate_version', columns: ['kind', 'stream_id'], unique: true, only: 'today' },
  content_owner_party: { on: 'content_owner', columns: ['party_id', 'content_id'] },
  content_value_text: { on: 'content_value', columns: ['field', 'text', 'content_id'] },
  owner_now_action: { on: 'owner_now', columns: ['action_id', 'party_id'] },
  owner_tally_party: { on: 'owner_tally', columns: ['party_id', 'actions'] },
  plan_known: { on: 'plan_version', columns: ['plan_id', 'held_from'], only: 'known' },
  plan_today: { on: 'plan_version', columns: ['plan_id'], unique: true, only: 'today' },
  plan_today_code: { on: 'plan_version', columns: ['code'], unique: true, only: 'today' },
  rating_due_plan: { on: 'rating_due', columns: ['plan_id'] },
  rating_due_recorded: { on: 'rating_due', columns: ['recorded_at', 'action_id'] },
  rating_known_plan: {
    on: 'rating',
    columns: ['plan_id', 'held_to', 'held_from', 'turns_on', 'level', 'disagrees'],
    only: 'known',
  },
  rating_subject: { on: 'rating', columns: ['subject_id', 'recorded_to', 'held_to'] },
}

/** An entry of an index has at most 2,700 bytes in PostgreSQL, and a text may have more. */
const inPostgres: typeof indexes = {
  content_value_text: { on: 'content_value', columns: ['field', 'content_id'] },
}

const replaced = [
  'action_owner',
  'action_value',
  'rating',
  'rating_due',
  'action_version',
  'plan_version',
  'aggregate_version',
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`drop table if exists action_search`.execute(db)
  for (const name of [...replaced, ...Object.keys(tables).reverse()])
    await db.schema.dropTable(name).ifExists().execute()
  for (const [name, table] of Object.entries(tables)) await create(db, name, table)
  const all = engineOf(db) === 'postgres' ? { ...indexes, ...inPostgres } : indexes
  for (const [name, { on, columns, unique, only }] of Object.entries(all)) {
    let index = db.schema
      .createIndex(name)
      .on(on)
      .columns([...columns])
    if (unique) index = index.unique()
    if (only === 'known' || only === 'today')
      index = index.where(sql.ref('recorded_to'), '=', sql.lit(END_OF_TIME))
    if (only === 'disagreeing') index = index.where(sql.ref('disagrees'), '=', sql.lit(1))
    if (only === 'today') index = index.where(sql.ref('held_to'), '=', sql.lit(END))
    await index.execute()
  }
  // The search index only narrows what the words are compared with, so it needs no positions.
  await createSearch(db)
  if (await hasColumn(db, 'record', 'folded'))
    await db.schema.alterTable('record').dropColumn('folded').execute()
  await addColumn(db, 'record', `"turned" text not null default ''`)
}

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema.alterTable('record').dropColumn('turned').execute()
  await sql`drop table action_search`.execute(db)
  for (const name of Object.keys(tables).reverse()) await db.schema.dropTable(name).execute()
  const ofValues = engineOf(db) === 'postgres' ? '"field", "version"' : '"field", "text", "version"'
  for (const statement of [...before, `create index "action_value_text" on "action_value" (${ofValues})`])
    await sql.raw(withTypes(db, statement)).execute(db)
}

/** The tables of before, which that version fills from the events. */
const before: readonly string[] = [
  'alter table "record" add column "folded" integer not null default 0',
  `create table "action_version" ("version" integer primary key, "action_id" text not null, "held_from" text not null, "held_to" text, "recorded_from" text not null, "recorded_to" text, "plan_id" text not null, "section_id" text not null, "address" text not null, "slug" text not null, "ref" text not null, "level" text not null, "stage" text not null, "withdrawn" integer not null, "due" text, "place_key" text not null, "ref_key" text not null, "timescale_key" text not null, "level_key" integer not null, "stage_key" integer not null, "update_key" text not null, "haystack" text not null, "shown" text not null, "more" text not null, area_id text)`,
  `create table "action_owner" ("party_id" text not null references "party" ("id"), "version" integer not null references "action_version" ("version"), constraint "action_owner_key" primary key ("party_id", "version"))`,
  `create table "action_value" ("version" integer not null references "action_version" ("version"), "field" text not null, "text" text, "number" real, "day" text, constraint "action_value_key" primary key ("version", "field"))`,
  `create table "rating" ("version" integer primary key, "action_id" text not null, "plan_id" text not null, "held_from" text not null, "held_to" text, "recorded_from" text not null, "recorded_to" text, "span_from" text not null, "span_to" text, "shown_from" text, "shown_to" text, "level" text not null, "level_key" integer not null, "disagrees" integer not null, "because" text not null, "shown" text not null)`,
  `create table "rating_due" ("action_id" text not null primary key, "plan_id" text not null, "recorded_at" text not null)`,
  `create table "plan_version" ("version" integer primary key, "plan_id" text not null, "held_from" text not null, "held_to" text, "recorded_from" text not null, "recorded_to" text, "code" text not null, "state" text not null, area_id text)`,
  `create table "aggregate_version" ("version" integer primary key, "force_id" text not null, "kind" text not null, "stream_id" text not null, "held_from" text not null, "held_to" text, "recorded_from" text not null, "recorded_to" text, "state" text not null)`,
  `create index "action_known_address" on "action_version" ("slug", "address", "held_to", "recorded_to") where recorded_to is null`,
  `create index "action_known_place" on "action_version" ("place_key", "action_id", "withdrawn", "level", "stage", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `create index "action_known_plan" on "action_version" ("plan_id", "withdrawn", "level", "stage", "section_id", "update_key", "level_key", "stage_key", "ref_key", "timescale_key", "place_key", "action_id", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `create index "action_known_timescale_key" on "action_version" ("timescale_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_from", "held_to", "recorded_to") where recorded_to is null`,
  `create index "action_owner_version" on "action_owner" ("version", "party_id")`,
  `create index "action_recorded_plan" on "action_version" ("plan_id", "slug", "held_from")`,
  `create unique index "action_today" on "action_version" ("action_id") where recorded_to is null and held_to is null`,
  `create index "action_today_level_key" on "action_version" ("level_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_today_place" on "action_version" ("place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_today_plan" on "action_version" ("plan_id", "withdrawn", "level", "stage", "section_id", "update_key", "stage_key", "ref_key", "timescale_key", "level_key", "place_key", "action_id", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_today_plan_place" on "action_version" ("plan_id", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_today_timescale_key" on "action_version" ("timescale_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_today_update_key" on "action_version" ("update_key", "place_key", "action_id", "withdrawn", "level", "stage", "held_to", "recorded_to") where recorded_to is null and held_to is null`,
  `create index "action_versions" on "action_version" ("action_id", "recorded_to", "held_from", "held_to", "recorded_from")`,
  `create index "aggregate_known" on "aggregate_version" ("kind", "stream_id", "held_from") where recorded_to is null`,
  `create unique index "aggregate_today" on "aggregate_version" ("kind", "stream_id") where recorded_to is null and held_to is null`,
  `create index "plan_known" on "plan_version" ("plan_id", "held_from") where recorded_to is null`,
  `create unique index "plan_today" on "plan_version" ("plan_id") where recorded_to is null and held_to is null`,
  `create unique index "plan_today_code" on "plan_version" ("code") where recorded_to is null and held_to is null`,
  `create index "rating_action" on "rating" ("action_id", "shown_to", "shown_from", "recorded_to")`,
  `create index "rating_due_plan" on "rating_due" ("plan_id")`,
  `create index "rating_due_recorded" on "rating_due" ("recorded_at")`,
  `create index "rating_known_level" on "rating" ("level", "shown_to", "shown_from", "disagrees", "action_id", "recorded_to") where recorded_to is null`,
  `create index "rating_known_plan" on "rating" ("plan_id", "shown_to", "shown_from", "level", "level_key", "disagrees", "action_id", "recorded_to") where recorded_to is null`,
]
