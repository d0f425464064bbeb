import type { DependencyRatings, Instant, PlanState } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { readTimeline } from '../action/timeline.ts'
import { knownOn } from '../database/valid.ts'
import type { RagRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { spanSeen } from './span.ts'

/**
 * The levels of the actions `ids`, as known now or at an instant, for an action of `plan`: the plan's rules
 * define which level is worse.
 */
export const dependencyRatings = async (
  db: Kysely<Schema>,
  ids: ReadonlySet<string>,
  plan: PlanState,
  book: RagRulesBook,
  knownAt?: Instant,
): Promise<DependencyRatings> => {
  const rows = await db
    .selectFrom('rating')
    .innerJoin('content', 'content.id', 'rating.content_id')
    .select(['rating.subject_id', 'held_from', 'held_to', 'body'])
    .where('rating.subject_id', 'in', [...ids])
    .where(knownOn(knownAt))
    .execute()
  const intervals = rows.flatMap(({ subject_id, held_from, held_to, body }) =>
    readTimeline(body).map((interval) => ({ subject_id, held_from, held_to, ...interval })),
  )
  const pin = plan.pins.at(-1)
  const order =
    pin === undefined ? [] : (book.of(pin.code, pin.version)?.levels.map((level) => level.code) ?? [])
  const rank = (level: string) => (order.includes(level) ? order.indexOf(level) : order.length)
  return {
    days: [...new Set(rows.map((row) => row.held_from))],
    worst: (on, day) => {
      const seen = intervals.flatMap((interval) => {
        const span =
          on.includes(interval.subject_id) && interval.held_from <= day ? spanSeen(interval, day) : null
        return span === null ? [] : [{ ...span, level: interval.level }]
      })
      const turns = [...new Set(seen.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort()
      return turns.map((from) => {
        const levels = seen
          .filter((span) => span.from <= from && (span.to === null || span.to > from))
          .map((span) => span.level)
        return { from, level: levels.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0] ?? null }
      })
    },
  }
}
