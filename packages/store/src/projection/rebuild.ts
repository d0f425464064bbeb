import type { Id, IsoDate, StreamKind } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { storeConversations } from '../conversation/project.ts'
import { lockForce } from '../database/transaction.ts'
import { rebuildParties } from '../party/project.ts'
import { rebuildRagRules } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { rebuildAggregates, viewedKinds } from './aggregates.ts'
import { rebuildPlans } from './plans.ts'
import { rebuildActions } from './rebuild-actions.ts'
import { forgetLostRows } from './search.ts'
import { recountTallies } from './tallies.ts'

/** Tables that are made from streams and can be made anew from them at any time. */
export interface Projection {
  readonly name: string
  /** Increased whenever what is stored changes; a record with another version rebuilds it. */
  readonly version: number
  readonly kind: StreamKind
  /** Makes everything stored of some streams anew. `isDone` says of a stream whether it is done already. */
  readonly rebuild: (
    db: Kysely<Schema>,
    ids: readonly Id[],
    day: IsoDate,
    isDone: (id: Id) => boolean,
  ) => Promise<void>
  /** Done once all streams are. */
  readonly finish?: (db: Kysely<Schema>) => Promise<void>
}

/** The versions of what is stored of aggregates with a view, of those that are not at their first. */
const aggregateVersions: Partial<Record<StreamKind, number>> = { area: 3 }

/** Every projection, each after those it reads. */
export const projections = (): readonly Projection[] => [
  { name: 'party', version: 4, kind: 'party', rebuild: rebuildParties },
  { name: 'rag-rules', version: 1, kind: 'rag-rules', rebuild: rebuildRagRules },
  ...viewedKinds().map((kind) => ({
    name: `aggregate ${kind}`,
    version: aggregateVersions[kind] ?? 1,
    kind,
    rebuild: (db: Kysely<Schema>, ids: readonly Id[]) => rebuildAggregates(db, kind, ids),
  })),
  { name: 'conversation', version: 1, kind: 'conversation', rebuild: rebuildConversations },
  { name: 'plan', version: 2, kind: 'plan', rebuild: rebuildPlans },
  { name: 'action', version: 4, kind: 'action', rebuild: rebuildActions, finish: finishActions },
]

const rebuildConversations = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<void> => {
  await storeConversations(db, ids)
}

const finishActions = async (db: Kysely<Schema>): Promise<void> => {
  await recountTallies(db)
  await forgetLostRows(db)
}

/** How many streams are rebuilt in one transaction. */
const AT_ONCE = 100

/** Begins to rebuild what another version of a projection made. An interrupted rebuild goes on where it was. */
export const beginRebuilding = async (db: Kysely<Schema>): Promise<void> => {
  const known = new Map(
    (await db.selectFrom('projection').select(['name', 'version']).execute()).map((row) => [
      row.name,
      row.version,
    ]),
  )
  for (const { name, version, kind } of projections()) {
    if (known.get(name) === version) continue
    const { of } = await db
      .selectFrom('event')
      .where('stream_kind', '=', kind)
      .select((event) => event.fn.count<number>('stream_id').distinct().as('of'))
      .executeTakeFirstOrThrow()
    const row = { version, after: of === 0 ? null : '', done: 0, of }
    await db
      .insertInto('projection')
      .values({ name, ...row })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
  }
}

/** How many events the streams of one transaction have at most, unless one has more by itself. */
const MOST_EVENTS = 500

/** The first streams that together have few enough events for one transaction; one at least. */
const firstOf = (streams: readonly { readonly id: Id; readonly events: number }[]): Id[] => {
  let events = 0
  return streams.flatMap(({ id, events: own }, at) => {
    events += own
    return at === 0 || events <= MOST_EVENTS ? [id] : []
  })
}

/** How long a record is rebuilt before it is opened, in milliseconds; what is left is rebuilt while it serves. */
const BEFORE_OPENING = 2_000

/**
 * Begins to rebuild what another version made, before the record is opened: everything but actions, which
 * commands and questions need whole, and the actions of a record that is not large.
 */
export const rebuildFirst = async (db: Kysely<Schema>, day: IsoDate): Promise<void> => {
  await db.transaction().execute(async (transaction) => {
    await lockForce(transaction)
    await beginRebuilding(transaction)
  })
  const until = performance.now() + BEFORE_OPENING
  for (let more = true; more; ) {
    const left = await db.selectFrom('projection').select('name').where('after', 'is not', null).execute()
    const onlyActions = left.every(({ name }) => name === 'action')
    if (left.length === 0 || (onlyActions && performance.now() > until)) return
    more = await db.transaction().execute(async (transaction) => {
      await lockForce(transaction)
      return rebuildSome(transaction, day)
    })
  }
}

/**
 * Rebuilds the next streams of the first projection that is not done, inside the writer's transaction. Rows of
 * today are evaluated on `day`. Returns whether anything is left.
 */
export const rebuildSome = async (db: Kysely<Schema>, day: IsoDate): Promise<boolean> => {
  const rows = await db.selectFrom('projection').selectAll().where('after', 'is not', null).execute()
  const [next] = projections().filter(({ name }) => rows.some((row) => row.name === name))
  if (next === undefined) return false
  const row = rows.find(({ name }) => name === next.name)
  const after = row?.after ?? ''
  const streams = await db
    .selectFrom('event')
    .select((event) => ['stream_id as id', event.fn.max('stream_version').as('events')])
    .where('stream_kind', '=', next.kind)
    .where('stream_id', '>', after)
    .groupBy('stream_id')
    .orderBy('stream_id')
    .limit(AT_ONCE)
    .execute()
  const ids = firstOf(streams)
  if (ids.length > 0) await next.rebuild(db, ids, day, (id) => id <= after)
  const isLast = streams.length < AT_ONCE && ids.length === streams.length
  const last = isLast ? null : (ids.at(-1) ?? null)
  if (last === null) await next.finish?.(db)
  await db
    .updateTable('projection')
    .set({ after: last, done: sql<number>`done + ${ids.length}` })
    .where('name', '=', next.name)
    .execute()
  return last !== null || rows.length > 1
}
