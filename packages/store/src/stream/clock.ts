import {
  acceptanceHolds,
  CLOCK_TOLERANCE,
  clockBehind,
  type Instant,
  type IsoDate,
  type Refusal,
  recordedAfter,
  refuse,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import type { Schema } from '../schema.ts'
import { lastOfType } from './events.ts'

/** The newest entry of the record; `null` when nothing is recorded. */
export const newestEntry = async (
  db: Kysely<Schema>,
): Promise<{ position: number; recordedAt: Instant } | null> => (await newestAsked(db))[0] ?? null

const newestAsked = compiledQuery((db) =>
  db
    .selectFrom('event')
    .select(['position', 'recorded_at as recordedAt'])
    .orderBy('position', 'desc')
    .limit(sql.lit(1)),
)

/**
 * When a command sent at `now` is recorded, on which London day, and how far the clock is behind the newest
 * entry, in milliseconds.
 */
export interface RecordedTime {
  readonly now: Instant
  readonly today: IsoDate
  readonly behind: number
}

/**
 * The time at which a command is recorded: the clock's, but never before the newest entry. `today` is never
 * before the newest entry's day either.
 */
export const timeToRecord = async (
  db: Kysely<Schema>,
  { now, today }: { now: Instant; today: IsoDate },
): Promise<RecordedTime> => {
  const last = (await newestEntry(db))?.recordedAt ?? null
  const at = recordedAfter(last, now)
  return {
    now: at,
    today: at === now ? today : laterDay(today, londonDay(at)),
    behind: clockBehind(last, now),
  }
}

/**
 * The refusal of a command while the clock is too far `behind` and nobody has accepted that; otherwise
 * `null`.
 */
export const clockRefusal = async (db: Kysely<Schema>, behind: number): Promise<Refusal | null> => {
  if (behind <= CLOCK_TOLERANCE) return null
  const accepted = await lastOfType(db, 'record', 'clock-accepted')
  const last = await newestEntry(db)
  if (accepted !== null && last !== null && acceptanceHolds(accepted, last, behind)) return null
  return refuse('clock-behind', { minutes: Math.ceil(behind / 60_000) })
}

/** The later of two days. */
export const laterDay = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other)

const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The London day on which an instant falls. */
export const londonDay = (at: Instant): IsoDate => inLondon.format(new Date(at))
