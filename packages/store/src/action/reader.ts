import {
  type ActionReader,
  type ActionView,
  type AddressFailure,
  type LinkView,
  namesIn,
  type WholeActionEvents,
} from '@beatbook/contract'
import {
  type ActionEvent,
  actionSince,
  disagrees,
  hasLink,
  historyOf,
  type IsoDate,
  type Link,
  linkKinds,
  ok,
  overrideOn,
  type ReadAt,
  type Recorded,
  type Result,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { shownCache } from '../database/shown-cache.ts'
import { validOn } from '../database/valid.ts'
import { sourcesOf } from '../document/sources.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { findAction } from './address.ts'
import { type More, rowOf, type StoredRow, touchedOf } from './columns.ts'
import { type ListCaches, listActions } from './list.ts'
import { computedOf } from './rated.ts'

/** Reads actions as of today or of another date. */
export const actionReader = (
  db: Kysely<Schema>,
  today: () => IsoDate,
  caches: ListCaches = { rows: shownCache(db, 'action_version'), ratings: shownCache(db, 'rating') },
): ActionReader => ({
  list: (question) => listActions(db, caches, question, today()),
  get: async (address, at = {}) => {
    const found = await findAction(db, address, at)
    if (!found.ok) return found
    const { plan_id, shown, more, ...place } = found.value
    const stored = JSON.parse(more) as More
    const { from, overrides = [], links: own = [], agreedTimescale, columnsTouched = {}, ...page } = stored
    const row = rowOf(JSON.parse(shown) as StoredRow)
    const ratings = { asAt: at.asAt ?? today(), knownAt: at.knownAt }
    const links = await linksOf(db, row.id, own, at)
    const computed = await computedOf(db, [row.id, ...links.map((link) => link.id)], ratings)
    const rated = computed.get(row.id) ?? null
    const view: ActionView = {
      ...row,
      computed: rated,
      disagrees: disagrees(row.level, rated?.level ?? null, row.stage),
      override: overrideOn({ overrides }, ratings.asAt),
      links: links.map((link) => ({ ...link, computed: computed.get(link.id) ?? null })),
      dates: {
        original: page.originalTimescale,
        agreed: agreedTimescale ?? page.originalTimescale,
        current: row.timescale,
      },
      ...page,
      details: [...page.details],
      touched: touchedOf(stored),
      columnsTouched: { ...columnsTouched },
      planTitle: (await planState(db, plan_id, at))?.title ?? '',
      document: (await sourcesOf(db, [from]))(from),
      previous: await neighbour(db, { plan_id, ...place }, 'before', at),
      next: await neighbour(db, { plan_id, ...place }, 'after', at),
    }
    return ok(view)
  },
  history: async (address, at = {}) => {
    const found = await eventsOf(db, address, at)
    return found.ok
      ? ok(historyOf(found.value, namesIn({ names: await namesBeside(db, found.value) })))
      : found
  },
  events: async (address, { since, ...at } = {}) => {
    const found = await eventsOf(db, address, at)
    if (!found.ok) return found
    const past = actionSince(found.value, since)
    return ok({ whole: true, ...past, names: await namesBeside(db, past.events) })
  },
})

/** The events of the action at an address, effective by a date and recorded by an instant. */
const eventsOf = async (
  db: Kysely<Schema>,
  address: string,
  at: ReadAt,
): Promise<Result<Recorded<ActionEvent>[], AddressFailure>> => {
  const found = await findAction(db, address, at)
  return found.ok ? ok((await streamOf(db, 'action', found.value.action_id)).filter(seenAt(at))) : found
}

/** The names of the people who recorded events, and the documents the events were read from. */
const namesBeside = async (
  db: Kysely<Schema>,
  events: readonly Recorded<ActionEvent>[],
): Promise<WholeActionEvents['names']> => {
  const people = new Set(events.map((event) => event.actor))
  const name = await peopleNames(db, people)
  const froms = events.flatMap((event) => readFrom(event) ?? [])
  const source = await sourcesOf(db, froms)
  const documents = new Map(
    froms.map((from) => [
      `${from.documentId} ${from.pieces[0]}`,
      { piece: from.pieces[0] ?? null, found: source(from) },
    ]),
  )
  return {
    actors: Object.fromEntries([...people].map((id) => [id, name(id)])),
    documents: [...documents.values()].flatMap(({ piece, found }) =>
      found === null ? [] : [{ ...found, piece }],
    ),
  }
}

/**
 * An action's `own` links and the links of others to it, at a date: by kind, its own first, each in the order
 * of the linked actions. Links to actions that did not exist at that date are left out.
 */
const linksOf = async (
  db: Kysely<Schema>,
  actionId: string,
  own: readonly Link[],
  at: ReadAt,
): Promise<Omit<LinkView, 'computed'>[]> => {
  const toIt = await db.selectFrom('link').select(['kind', 'from_id']).where('to_id', '=', actionId).execute()
  const ids = [...new Set([...own.map((link) => link.to), ...toIt.map((link) => link.from_id)])]
  if (ids.length === 0) return []
  const others = await db
    .selectFrom('action_version')
    .select(['action_id', 'shown', 'more'])
    .where('action_id', 'in', ids)
    .where(validOn(at))
    .orderBy('place_key')
    .execute()
  return linkKinds.flatMap((kind) =>
    (['to', 'from'] as const).flatMap((direction) =>
      others
        .filter(({ action_id, more }) =>
          direction === 'to'
            ? hasLink({ links: own }, { kind, to: action_id })
            : toIt.some((link) => link.kind === kind && link.from_id === action_id) &&
              hasLink({ links: (JSON.parse(more) as More).links ?? [] }, { kind, to: actionId }),
        )
        .map(({ action_id, shown }) => {
          const { address, text } = JSON.parse(shown) as StoredRow
          return { kind, direction, id: action_id, address, text }
        }),
    ),
  )
}

const readFrom = (event: Recorded<ActionEvent>) => ('from' in event.facts ? event.facts.from : null)

/** The address of the action before or after one in its plan, skipping withdrawn ones. */
const neighbour = async (
  db: Kysely<Schema>,
  { plan_id, place_key, action_id }: { plan_id: string; place_key: string; action_id: string },
  side: 'before' | 'after',
  at?: ReadAt,
): Promise<string | null> => {
  const direction = side === 'before' ? 'desc' : 'asc'
  const plan = place_key.slice(0, place_key.indexOf(' '))
  const row = await db
    .selectFrom('action_version')
    .select('address')
    .where(validOn(at))
    // Sort keys begin with the plan's code, so a plan's actions are adjacent in the index of places. That
    // index has no superseded rows, so those are found by plan.
    .$if(at?.knownAt !== undefined, (rows) => rows.where('plan_id', '=', plan_id))
    .where('place_key', side === 'before' ? '>' : '<', `${plan}${side === 'before' ? ' ' : '!'}`)
    .where('withdrawn', '=', 0)
    .where((where) =>
      where(
        where.refTuple('place_key', 'action_id'),
        side === 'before' ? '<' : '>',
        where.tuple(place_key, action_id),
      ),
    )
    .orderBy('place_key', direction)
    .orderBy('action_id', direction)
    .limit(1)
    .executeTakeFirst()
  return row?.address ?? null
}
