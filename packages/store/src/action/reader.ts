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
  type Id,
  type IsoDate,
  linkKinds,
  ok,
  overrideOn,
  type ReadAt,
  type Recorded,
  type Result,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { isOfToday, isReached, validOn } from '../database/valid.ts'
import { sourcesOf } from '../document/sources.ts'
import { holdersNow } from '../party/ties.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { newestEntry } from '../stream/clock.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { planState } from '../stream/plan-states.ts'
import { type FoundAction, findAction } from './address.ts'
import { changesSince } from './changes.ts'
import type { ActionContent } from './content.ts'
import { eachAction, joined, type ListCaches, listActions, listCaches } from './list.ts'
import { matchingIds } from './matching.ts'
import { plansEver } from './plans.ts'
import { computedOf } from './rated.ts'

/** Reads actions as of today or of another date. */
export const actionReader = (
  db: Kysely<Schema>,
  today: () => IsoDate,
  caches: ListCaches = listCaches(db),
): ActionReader => ({
  list: (question) => listActions(db, caches, question, today()),
  each: (question) => eachAction(db, caches, question, today()),
  knownUntil: async () => (await newestEntry(db))?.recordedAt ?? null,
  matching: (filter) => matchingIds(db, filter, today()),
  changes: (question) => changesSince(db, question),
  get: async (address, at = {}) => {
    const found = await findAction(db, address, at, caches.plans)
    if (!found.ok) return found
    const { plan_id, content_id } = found.value
    const content = (await caches.contents([content_id])).get(content_id)
    if (content === undefined) throw new Error(`content ${content_id} is not there`)
    const ratings = { asAt: at.asAt ?? today(), knownAt: at.knownAt }
    const row = (await joined(db, caches, [content], at))(content)
    const links = await linksOf(db, caches, content, at)
    const ids = [row.id, ...links.map((link) => link.id)]
    const computed = await computedOf(db, caches.timelines, ids, ratings)
    const rated = computed.get(row.id) ?? null
    const view: ActionView = {
      ...row,
      computed: rated,
      disagrees: disagrees(row.level, rated?.level ?? null, row.stage),
      override: overrideOn(content, ratings.asAt),
      holders: await holdersNow(
        db,
        row.owners.map(({ partyId }) => partyId),
        at,
        ratings.asAt,
      ),
      links: links.map((link) => ({ ...link, computed: computed.get(link.id) ?? null })),
      dates: {
        original: content.originalTimescale,
        agreed: content.agreedTimescale,
        current: row.timescale,
      },
      workflow: content.workflow,
      workflowVersion: content.workflowVersion,
      areaId: content.areaId,
      originalTimescale: content.originalTimescale,
      details: [...content.details],
      touched: content.touched,
      columnsTouched: { ...content.columnsTouched },
      attachments: [...content.attachments],
      planTitle: (await planState(db, plan_id, at))?.title ?? '',
      document: (await sourcesOf(db, [content.from]))(content.from),
      previous: await neighbour(db, found.value, 'before', at),
      next: await neighbour(db, found.value, 'after', at),
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
  const plans = plansEver(events)
  return {
    actors: Object.fromEntries([...people].map((id) => [id, name(id)])),
    // Most actions stay where they are: nothing is read for them.
    plans: plans.length < 2 ? {} : await plansNamed(db, plans),
    documents: [...documents.values()].flatMap(({ piece, found }) =>
      found === null ? [] : [{ ...found, piece }],
    ),
  }
}

/** The short names of plans today, by their ids. */
const plansNamed = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<Record<Id, string>> => {
  const rows = await db
    .selectFrom('plan_version')
    .select(['plan_id', 'code'])
    .where(validOn())
    .where('plan_id', 'in', ids)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.plan_id, row.code]))
}

/**
 * The links of an action and the links of others to it, at a date: by kind, its own first, each in the order
 * of the linked actions. Links to actions that did not exist at that date are left out.
 */
const linksOf = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  { id: actionId, links: own }: ActionContent,
  at: ReadAt,
): Promise<Omit<LinkView, 'computed'>[]> => {
  const toIt = await db.selectFrom('link').select(['kind', 'from_id']).where('to_id', '=', actionId).execute()
  const ids = [...new Set([...own.map((link) => link.to), ...toIt.map((link) => link.from_id)])]
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('action_version')
    .select(['action_id', 'content_id'])
    .where('action_id', 'in', ids)
    .where(validOn(at))
    .where(isReached(at))
    .orderBy('place_key')
    .execute()
  const contents = await caches.contents(rows.map((row) => row.content_id))
  const others = rows.flatMap((row) => contents.get(row.content_id) ?? [])
  const join = await joined(db, caches, others, at)
  return linkKinds.flatMap((kind) =>
    (['to', 'from'] as const).flatMap((direction) =>
      others
        .filter((other) =>
          direction === 'to'
            ? hasLink({ links: own }, { kind, to: other.id })
            : toIt.some((link) => link.kind === kind && link.from_id === other.id) &&
              hasLink(other, { kind, to: actionId }),
        )
        .map((other) => {
          const { id, address, text } = join(other)
          return { kind, direction, id, address, text }
        }),
    ),
  )
}

const readFrom = (event: Recorded<ActionEvent>) => ('from' in event.facts ? event.facts.from : null)

/** The address of the action before or after one in its plan, skipping withdrawn ones. */
const neighbour = async (
  db: Kysely<Schema>,
  { plan_id, place_key, action_id, address }: FoundAction,
  side: 'before' | 'after',
  at: ReadAt = {},
): Promise<string | null> => {
  const direction = sql.raw(side === 'before' ? 'desc' : 'asc')
  const isToday = isOfToday(at)
  const rows = isToday ? sql`action_now where true` : sql`action_version where ${validOn(at)}`
  const code = place_key.slice(0, place_key.indexOf(' '))
  // Sort keys begin with the plan's code, so a plan's actions are adjacent in the index of places.
  const bound =
    side === 'before'
      ? sql`(place_key, action_id) < (${place_key}, ${action_id}) and place_key > ${`${code} `}`
      : sql`(place_key, action_id) > (${place_key}, ${action_id}) and place_key < ${`${code}!`}`
  const { rows: found } = await sql<{ slug: string }>`
    select slug from ${rows} and plan_id = ${plan_id} and withdrawn = 0 and ${bound}
    order by place_key ${direction}, action_id ${direction} limit 1`.execute(db)
  const [first] = found
  return first === undefined ? null : `${address.slice(0, address.indexOf('/'))}/${first.slug}`
}
