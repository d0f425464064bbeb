import { hash, randomBytes } from 'node:crypto'
import {
  type ActionEvent,
  type aggregates,
  type EventBody,
  type Instant,
  type IsoDate,
  type Pending,
  type PersonEvent,
  type ReadAt,
  type Recorded,
  type StreamKind,
  upcastStream,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { textRows } from '../database/expression.ts'
import { insertAll } from '../database/insert.ts'
import { jsonValues } from '../database/json-values.ts'
import type { Schema } from '../schema.ts'
import type { EventTable } from '../tables/event.ts'
import { canonical } from './canonical.ts'
import { forceOf } from './force.ts'

type Aggregates = typeof aggregates

/** The event type of each kind of stream. */
export type StreamEvents = {
  [K in keyof Aggregates]: NonNullable<Aggregates[K]['event']['_output']>
} & { person: PersonEvent }

/** Who appends events, when, by which command. */
export interface Recording {
  readonly actor: string
  readonly recordedAt: string
  readonly commandId: string
}

/**
 * Appends events to the record in the given order and returns them as recorded. Runs inside the writer's
 * transaction.
 */
export const append = async (
  db: Kysely<Schema>,
  events: readonly Pending[],
  by: Recording,
): Promise<Recorded[]> => {
  const start = await lastPosition(db)
  const recorded = events.map((event, index) => ({ ...event, ...by, position: start + index + 1 }))
  const versions = await streamVersions(db, events)
  const force = await forceOf(db)
  const rows = recorded.map((event) => {
    const version = (versions.get(keyOf(event)) ?? 0) + 1
    versions.set(keyOf(event), version)
    return toRow(event, version, force)
  })
  await insertAll(db, 'event', rows)
  return recorded
}

/** The number of events in each of the streams that `events` go to. */
const streamVersions = async (
  db: Kysely<Schema>,
  events: readonly Pending[],
): Promise<Map<string, number>> => {
  const versions = new Map<string, number>()
  for (const [kind, streams] of Map.groupBy(events, ({ stream }) => stream.kind)) {
    const ids = [...new Set(streams.map(({ stream }) => stream.id))]
    for (let at = 0; at < ids.length; at += STREAMS_ASKED) {
      // One index lookup for each stream, however many events it has.
      const { rows } = await sql<{ id: string; version: number | null }>`
        with asked (id) as (${textRows(db, ids.slice(at, at + STREAMS_ASKED))})
        select id, (select max(stream_version) from event where stream_kind = ${kind} and stream_id = asked.id) as version
        from asked
      `.execute(db)
      for (const { id, version } of rows) versions.set(`${kind} ${id}`, version ?? 0)
    }
  }
  return versions
}

/** The most streams in one query. */
const STREAMS_ASKED = 500

const keyOf = ({ stream }: Pending): string => `${stream.kind} ${stream.id}`

/** The greatest position that an event ever had; 0 for an empty record. */
export const lastPosition = async (db: Kysely<Schema>): Promise<number> =>
  (await lastAsked(db))[0]?.position ?? 0

// Positions of entries that were removed are not used again.
const lastAsked = compiledQuery(
  () => sql<{ position: number | null }>`select max(position) as position from (
    select max(position) as position from event union all select max(last) from removed_entry) as both_ways`,
)

/** The number of events in one stream, which is the version of its newest. */
export const streamVersion = async (db: Kysely<Schema>, kind: StreamKind, id: string): Promise<number> => {
  const [row] = await versionAsked(db, kind, id)
  return row?.stream_version ?? 0
}

const versionAsked = compiledQuery((db, kind: StreamKind, id: string) =>
  db
    .selectFrom('event')
    .select('stream_version')
    .where('stream_kind', '=', kind)
    .where('stream_id', '=', id)
    .orderBy('stream_version', 'desc')
    .limit(sql.lit(1)),
)

/** The events of one stream in the order in which they were recorded. */
export const streamOf = async <K extends StreamKind>(
  db: Kysely<Schema>,
  kind: K,
  id: string,
): Promise<Recorded<StreamEvents[K]>[]> => {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('stream_kind', '=', kind)
    .where('stream_id', '=', id)
    .orderBy('stream_version')
    .execute()
  return eventsIn<StreamEvents[K]>(rows)
}

/** The newest event of a type among the streams of a kind; `null` where there is none. */
export const lastOfType = async <K extends StreamKind>(
  db: Kysely<Schema>,
  kind: K,
  type: StreamEvents[K]['type'],
): Promise<Recorded<StreamEvents[K]> | null> => {
  const row = await db
    .selectFrom('event')
    .selectAll()
    .where('stream_kind', '=', kind)
    .where('type', '=', type)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : (eventsIn<StreamEvents[K]>([row])[0] ?? null)
}

/** The events of several streams of one kind, by stream, each in the order in which they were recorded. */
export const eventsOf = async <K extends StreamKind>(
  db: Kysely<Schema>,
  kind: K,
  ids: readonly string[],
): Promise<Map<string, Recorded<StreamEvents[K]>[]>> => {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('stream_kind', '=', kind)
    .where('stream_id', 'in', ids)
    .orderBy('stream_id')
    .orderBy('stream_version')
    .execute()
  return byStream<StreamEvents[K]>(rows)
}

/**
 * The events of every action of a plan, those that have moved to another one too, or of only some, by action, each in
 * the order in which they were recorded.
 */
export const actionStreamsOf = async (
  db: Kysely<Schema>,
  planId: string,
  only?: readonly string[],
): Promise<Map<string, Recorded<ActionEvent>[]>> => {
  let ids = db.selectFrom('action_version').select('action_id').where('plan_id', '=', planId)
  if (only !== undefined) ids = ids.where('action_id', 'in', jsonValues(db, only))
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('stream_kind', '=', 'action')
    .where('stream_id', 'in', ids)
    .orderBy('stream_id')
    .orderBy('stream_version')
    .execute()
  return byStream<ActionEvent>(rows)
}

const toRow = (event: Recorded, version: number, force: string): EventTable => {
  const salt = randomBytes(16).toString('hex')
  const words = canonical(event.words)
  return {
    position: event.position,
    force_id: force,
    id: event.id,
    stream_kind: event.stream.kind,
    stream_id: event.stream.id,
    stream_version: version,
    effective_on: event.effectiveOn,
    recorded_at: event.recordedAt,
    actor: event.actor,
    command_id: event.commandId,
    type: event.type,
    v: event.v,
    facts: canonical({ ...event.facts, [DIGEST]: hash('sha256', salt + words) }),
    words,
    salt,
  }
}

// With the digest, redacted words can be recognised by whoever still has them; it is not a fact of the
// domain.
const DIGEST = '$words'

/**
 * The events in rows of one stream, upcast to their current shapes. Rows of several streams are allowed where
 * upcasting needs no other event of the stream.
 */
export const eventsIn = <E extends EventBody>(rows: readonly EventTable[]): Recorded<E>[] =>
  upcastStream<E>(rows.map(asRecorded))

const byStream = <E extends EventBody>(rows: readonly EventTable[]): Map<string, Recorded<E>[]> =>
  new Map([...Map.groupBy(rows, (row) => row.stream_id)].map(([id, stream]) => [id, eventsIn<E>(stream)]))

const asRecorded = (row: EventTable): Recorded => {
  const { [DIGEST]: _, ...facts } = JSON.parse(row.facts) as Record<string, unknown>
  return {
    position: row.position,
    id: row.id,
    stream: { kind: row.stream_kind, id: row.stream_id },
    effectiveOn: row.effective_on,
    recordedAt: row.recorded_at,
    actor: row.actor,
    commandId: row.command_id,
    type: row.type,
    v: row.v,
    facts,
    words: JSON.parse(row.words) as Record<string, unknown>,
  }
}

/** Selects the events that were effective by a date and recorded by an instant. */
export const seenAt =
  ({ asAt, knownAt }: ReadAt) =>
  (event: { readonly effectiveOn: IsoDate; readonly recordedAt: Instant }): boolean =>
    (asAt === undefined || event.effectiveOn <= asAt) &&
    (knownAt === undefined || event.recordedAt <= knownAt)
