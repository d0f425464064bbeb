import type {
  ActionThrough,
  ThroughPage,
  ThroughPart,
  ThroughQuestion,
  UpdateThrough,
} from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  foldAction,
  type Id,
  type IsoDate,
  type Recorded,
  saidIn,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { planIdOf } from '../action/matching.ts'
import { readTimeline } from '../action/timeline.ts'
import { jsonValues } from '../database/json-values.ts'
import { isReached, isUnarchived, knownOn, validOn } from '../database/valid.ts'
import { peopleNames } from '../person/names.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, seenAt } from '../stream/events.ts'
import { plansById } from '../stream/plan-states.ts'
import { type Version, versionsOf } from '../stream/versions.ts'
import { computedSpans, type HeldRating, joined } from './ribbon.ts'

/** What each of many actions was through all days up to a date, in the order of their ids. */
export const throughAll = async (
  db: Kysely<Schema>,
  { plan, part, after, limit, ...at }: ThroughQuestion,
  today: IsoDate,
): Promise<ThroughPage> => {
  const asAt = at.asAt ?? today
  let asked = db
    .selectFrom('action_version')
    .select(['action_id', 'plan_id', 'slug'])
    .where(validOn(at))
    .where(isReached(at))
  asked = plan === undefined ? asked.where(isUnarchived(at)) : asked.where('plan_id', '=', planIdOf(plan))
  if (after !== undefined) asked = asked.where('action_id', '>', after)
  const found = await asked
    .orderBy('action_id')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const ids = page.map((row) => row.action_id)
  const plans = await plansById(db, new Map(), [...new Set(page.map((row) => row.plan_id))], at)
  const times = { ...at, asAt }
  const readPart = await readers[part](db, ids, times)
  const rows = page.map((row): ActionThrough => {
    const planCode = plans.get(row.plan_id)?.code ?? ''
    return {
      ...nothing,
      ...readPart(row.action_id),
      id: row.action_id,
      address: `${planCode}/${row.slug}`,
      planId: row.plan_id,
      planCode,
    }
  })
  return { rows, next: found.length > limit ? (ids.at(-1) ?? null) : null }
}

const nothing = { declared: [], computed: [], timescales: [], updates: [] }

/** Both times of a question, with its date. */
interface Times {
  readonly asAt: IsoDate
  readonly knownAt?: string | undefined
}

type Read = Partial<Pick<ActionThrough, 'declared' | 'computed' | 'timescales' | 'updates'>>

/** Reads a part of what some actions were; the function that is returned gives it for each. */
const readers: Readonly<
  Record<ThroughPart, (db: Kysely<Schema>, ids: readonly Id[], times: Times) => Promise<(id: Id) => Read>>
> = {
  levels: async (db, ids, times) => {
    const declared = await declaredOf(db, ids, times)
    const ratings = await ratingsOf(db, ids, times)
    return (id) => ({
      declared: declared.get(id) ?? [],
      computed: computedSpans(ratings.get(id) ?? [], times.asAt),
    })
  },
  timescales: async (db, ids, times) => {
    const seen = await eventsSeen(db, ids, times)
    return (id) => ({ timescales: timescaleSpans(versionsOf(seen(id), evolveAction)) })
  },
  updates: async (db, ids, times) => {
    const seen = await eventsSeen(db, ids, times)
    const nameOf = await peopleNames(
      db,
      ids.flatMap((id) => seen(id).flatMap(({ type, actor }) => (type === 'update-recorded' ? [actor] : []))),
    )
    return (id) => ({ updates: updatesOf(seen(id), nameOf) })
  },
}

const eventsSeen = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  times: Times,
): Promise<(id: Id) => readonly Recorded<ActionEvent>[]> => {
  const streams = ids.length === 0 ? new Map() : await eventsOf(db, 'action', ids)
  const seen = new Map<Id, Recorded<ActionEvent>[]>(
    ids.map((id) => [id, (streams.get(id) ?? []).filter(seenAt(times))]),
  )
  return (id) => seen.get(id) ?? []
}

/** The declared levels in the versions of actions, as seen from a day. */
const declaredOf = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  { asAt, knownAt }: Times,
): Promise<Map<Id, ActionThrough['declared']>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('action_version')
    .select(['action_id', 'held_from', 'held_to', 'level'])
    .where('action_id', 'in', jsonValues(db, ids))
    .where('held_from', '<=', asAt)
    .where(knownOn(knownAt))
    .orderBy('action_id')
    .orderBy('held_from')
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.action_id)].map(([id, versions]) => [
      id,
      joined(
        versions.map(({ held_from, held_to, level }) => ({
          from: held_from,
          to: held_to <= asAt ? held_to : null,
          level: level === 'none' ? null : (level as NonNullable<ActionThrough['declared'][number]['level']>),
        })),
        (a, b) => a.level === b.level,
      ),
    ]),
  )
}

const ratingsOf = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  { asAt, knownAt }: Times,
): Promise<Map<Id, HeldRating[]>> => {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('rating')
    .innerJoin('content', 'content.id', 'rating.content_id')
    .select(['rating.subject_id', 'held_from', 'held_to', 'body'])
    .where('rating.subject_id', 'in', jsonValues(db, ids))
    .where('held_from', '<=', asAt)
    .where(knownOn(knownAt))
    .orderBy('held_from')
    .execute()
  const held = new Map<Id, HeldRating[]>()
  for (const { subject_id, held_from, held_to, body } of rows) {
    const rating = { held_from, held_to, timeline: readTimeline(body) }
    const known = held.get(subject_id)
    if (known === undefined) held.set(subject_id, [rating])
    else known.push(rating)
  }
  return held
}

const timescaleSpans = (states: readonly Version<ActionState>[]): ActionThrough['timescales'] =>
  joined(
    states.map(({ from, to, state }) => ({ from, to, timescale: state.timescale })),
    (a, b) => JSON.stringify(a.timescale) === JSON.stringify(b.timescale),
  )

/** The updates that stand, in the order of their days, each with who recorded it and when. */
const updatesOf = (events: readonly Recorded<ActionEvent>[], nameOf: (id: Id) => string): UpdateThrough[] => {
  const recorded = new Map(
    events.flatMap((event) =>
      event.type === 'update-recorded' ? [[event.facts.updateId, event] as const] : [],
    ),
  )
  return (foldAction(events)?.updates ?? []).flatMap((update) => {
    const event = recorded.get(update.id)
    if (event === undefined) return []
    return [
      {
        ...saidIn(update),
        id: update.id,
        on: update.on,
        dated: update.dated,
        text: update.text,
        reason: update.reason ?? null,
        recordedAt: event.recordedAt,
        by: { id: event.actor, name: nameOf(event.actor) },
      },
    ]
  })
}
