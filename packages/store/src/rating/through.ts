import type { ActionThrough, ThroughPage, ThroughQuestion, UpdateThrough } from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  type Id,
  type IsoDate,
  type Recorded,
  saidIn,
  standing,
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
import { computedSpans, declaredSpans, type HeldRating, joined } from './ribbon.ts'

/** What each of many actions was through all days up to a date, in the order of their ids. */
export const throughAll = async (
  db: Kysely<Schema>,
  { plan, after, limit, ...at }: ThroughQuestion,
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
  const streams = ids.length === 0 ? new Map() : await eventsOf(db, 'action', ids)
  const ratings = await ratingsOf(db, ids, { ...at, asAt })
  const seen = new Map<Id, Recorded<ActionEvent>[]>(
    ids.map((id) => [id, (streams.get(id) ?? []).filter(seenAt({ ...at, asAt }))]),
  )
  const nameOf = await peopleNames(
    db,
    [...seen.values()].flatMap((events) =>
      events.flatMap((event) => (event.type === 'update-recorded' ? [event.actor] : [])),
    ),
  )
  const rows = page.map((row): ActionThrough => {
    const events = seen.get(row.action_id) ?? []
    const states = versionsOf<ActionState, ActionEvent>(events, evolveAction)
    const planCode = plans.get(row.plan_id)?.code ?? ''
    return {
      id: row.action_id,
      address: `${planCode}/${row.slug}`,
      planId: row.plan_id,
      planCode,
      declared: declaredSpans(states),
      computed: computedSpans(ratings.get(row.action_id) ?? [], asAt),
      timescales: timescaleSpans(states),
      updates: updatesOf(events, states, nameOf),
    }
  })
  return { rows, next: found.length > limit ? (ids.at(-1) ?? null) : null }
}

const ratingsOf = async (
  db: Kysely<Schema>,
  ids: readonly Id[],
  { asAt, knownAt }: { readonly asAt: IsoDate; readonly knownAt?: string | undefined },
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
const updatesOf = (
  events: readonly Recorded<ActionEvent>[],
  states: readonly Version<ActionState>[],
  nameOf: (id: Id) => string,
): UpdateThrough[] => {
  const recorded = new Map(
    standing(events).flatMap((event) =>
      event.type === 'update-recorded' ? [[event.facts.updateId, event] as const] : [],
    ),
  )
  return (states.at(-1)?.state.updates ?? []).flatMap((update) => {
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
