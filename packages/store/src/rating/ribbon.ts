import type { AddressFailure, Ribbon } from '@beatbook/contract'
import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  type IsoDate,
  ok,
  type ReadAt,
  type Result,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { findAction } from '../action/address.ts'
import { readTimeline, type Timeline } from '../action/timeline.ts'
import { knownOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { seenAt, streamOf } from '../stream/events.ts'
import { type Version, versionsOf } from '../stream/versions.ts'
import { spanSeen } from './span.ts'

/**
 * An action's levels over time: declared and by the rules up to the date, then the forecast as of that date.
 */
export const ribbonOf = async (
  db: Kysely<Schema>,
  address: string,
  at: ReadAt,
  today: IsoDate,
): Promise<Result<Ribbon, AddressFailure>> => {
  const found = await findAction(db, address, at)
  if (!found.ok) return found
  const { action_id: id, address: full } = found.value
  const asAt = at.asAt ?? today
  const events = (await streamOf(db, 'action', id)).filter(seenAt({ ...at, asAt }))
  const states = versionsOf<ActionState, ActionEvent>(events, evolveAction)
  const rows = await db
    .selectFrom('rating')
    .innerJoin('content', 'content.id', 'rating.content_id')
    .select(['held_from', 'held_to', 'body'])
    .where('rating.subject_id', '=', id)
    .where('held_from', '<=', asAt)
    .where(knownOn(at.knownAt))
    .orderBy('held_from')
    .execute()
  return ok({
    id,
    address: full,
    asAt,
    declared: declaredSpans(states),
    computed: computedSpans(
      rows.map(({ body, ...held }) => ({ ...held, timeline: readTimeline(body) })),
      asAt,
    ),
  })
}

/** The declared levels of an action's versions. */
const declaredSpans = (states: readonly Version<ActionState>[]): Ribbon['declared'] =>
  joined(
    states.map(({ from, to, state }) => ({ from, to, level: state.level })),
    (a, b) => a.level === b.level,
  )

/** The days on which a rating was valid, and its timeline. */
export interface HeldRating {
  readonly held_from: IsoDate
  readonly held_to: IsoDate
  readonly timeline: Timeline
}

/** The levels by the rules in an action's ratings, those valid first before those valid later, as seen from a day. */
export const computedSpans = (ratings: readonly HeldRating[], asAt: IsoDate): Ribbon['computed'] =>
  joined(
    ratings.flatMap(({ held_from, held_to, timeline }) =>
      timeline.flatMap((interval) => {
        const span = spanSeen({ held_from, held_to, ...interval }, asAt)
        if (span === null) return []
        const { level, letter, word, shape, rule, overridden } = interval
        const because = interval.because as Ribbon['computed'][number]['because']
        return [{ ...span, level, letter, word, shape, rule, because, overridden }]
      }),
    ),
    (a, b) => a.level === b.level && a.rule === b.rule && a.overridden === b.overridden,
  )

/** Merges each span into the one before where it continues it. */
export const joined = <T extends { from: IsoDate; to: IsoDate | null }>(
  spans: readonly T[],
  same: (a: T, b: T) => boolean,
): T[] => {
  const all: T[] = []
  for (const span of spans) {
    const last = all.at(-1)
    if (last !== undefined && last.to === span.from && same(last, span))
      all[all.length - 1] = { ...last, to: span.to }
    else all.push(span)
  }
  return all
}
