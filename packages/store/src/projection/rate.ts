import {
  type ActionEvent,
  type ActionState,
  evolveAction,
  type Id,
  type Instant,
  type IsoDate,
} from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { jsonValues } from '../database/json-values.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { eventsOf, seenAt } from '../stream/events.ts'
import { planRecorded, plansReadOnce } from '../stream/plan-states.ts'
import { rebuilding } from '../stream/rebuilding.ts'
import { versionsOf } from '../stream/versions.ts'
import type { RatingDueTable } from '../tables/rating-due.ts'
import { collectInserts, nextNumbers } from './inserts.ts'
import { markDependents } from './marks.ts'
import { replaceRatings } from './ratings.ts'
import { openVersion, readKnown } from './replace-contents.ts'
import { collectTallies } from './tallies.ts'
import { rateToday, rowsBefore } from './today.ts'

/**
 * How many actions are recalculated in one transaction: with the change itself, and in each step of the job
 * after it.
 */
export const AT_ONCE = 200

/**
 * The result of one step of recalculation: the plans and actions it changed, the instant of the newest mark
 * (`null` where nothing was marked), and whether marks are left.
 */
export interface Rated {
  readonly plans: readonly Id[]
  readonly actions: readonly Id[]
  readonly recordedAt: Instant | null
  readonly more: boolean
}

/**
 * Recalculates up to `AT_ONCE` marked actions, recorded at the instants of their marks. Rows of today are
 * evaluated on `day`.
 */
export const rateSome = async (db: Kysely<Schema>, day: IsoDate): Promise<Rated> => {
  const nothing = { plans: [], actions: [], recordedAt: null }
  if ((await anyMark(db)).length === 0) return { ...nothing, more: false }
  // What is not rebuilt yet has no ratings to replace.
  if ((await rebuilding(db)) !== null) return { ...nothing, more: true }
  const marks = await db
    .selectFrom('rating_due')
    .selectAll()
    .orderBy('recorded_at')
    .orderBy('action_id')
    .limit(AT_ONCE)
    .execute()
  const actions = await rateMarked(db, marks, day)
  const more = (await anyMark(db)).length > 0
  const plans = [...new Set(marks.map((mark) => mark.plan_id))]
  return { plans, actions, recordedAt: marks.at(-1)?.recorded_at ?? null, more }
}

/**
 * Recalculates the actions `ids`, and those they depend on, that are marked. Done before further events of
 * theirs are projected, so that what was known at the instant of a mark does not depend on when it is worked
 * off.
 */
export const rateBefore = async (db: Kysely<Schema>, ids: readonly Id[], day: IsoDate): Promise<void> => {
  if ((await anyMark(db)).length === 0) return
  const all = jsonValues(db, await withDependencies(db, ids))
  for (;;) {
    const marked = await db
      .selectFrom('rating_due')
      .selectAll()
      .where('action_id', 'in', all)
      .orderBy('recorded_at')
      .limit(AT_ONCE)
      .execute()
    const [first] = marked
    if (first === undefined) return
    const together = marked.filter((mark) => mark.recorded_at === first.recorded_at)
    await rateMarked(db, together, day)
  }
}

const anyMark = compiledQuery((db) => db.selectFrom('rating_due').select('action_id').limit(sql.lit(1)))

/** Actions with all they depend or once depended on, directly or through others. */
const withDependencies = async (db: Kysely<Schema>, ids: readonly Id[]): Promise<Id[]> => {
  const all = new Set(ids)
  for (let next = [...all]; next.length > 0; ) {
    const links = await db
      .selectFrom('link')
      .select('to_id')
      .where('kind', '=', 'depends-on')
      .where('from_id', 'in', jsonValues(db, next))
      .execute()
    next = [...new Set(links.map((link) => link.to_id))].filter((id) => !all.has(id))
    for (const id of next) all.add(id)
  }
  return [...all]
}

/** Recalculates marked actions as known at the instants of their marks. Returns the ids of those that change. */
const rateMarked = async (
  db: Kysely<Schema>,
  marks: readonly RatingDueTable[],
  day: IsoDate,
): Promise<Id[]> => {
  const changed: Id[] = []
  // Two marks of one action follow each other: the second needs what the first stored.
  for (const together of apart(marks)) {
    const ids = together.map((mark) => mark.action_id)
    const book = await ragRulesBook(db)
    const streams = await eventsOf(db, 'action', ids)
    const stored = await readKnown(db, 'rating', ids)
    const { rows } = await rowsBefore(db, ids)
    const plansOf = plansReadOnce((id, knownAt) => planRecorded(db, id, knownAt))
    const to = { inserts: collectInserts(), numbers: await nextNumbers(db), tallies: collectTallies() }
    const dependents = new Map<Instant, Id[]>()
    for (const { action_id: id, recorded_at: knownAt } of together) {
      const states = versionsOf<ActionState, ActionEvent>(
        (streams.get(id) ?? []).filter(seenAt({ knownAt })),
        evolveAction,
      )
      const plans = await plansOf(
        states.map(({ state }) => state.planId),
        knownAt,
      )
      const rated = await replaceRatings(
        db,
        { id, states, plans, recordedAt: knownAt },
        stored.get(id) ?? [],
        book,
        to,
      )
      const row = rows.get(id)
      if (!rated.changed || row === undefined) continue
      changed.push(id)
      dependents.set(knownAt, [...(dependents.get(knownAt) ?? []), id])
      const open = openVersion(rated.current)
      const rating = open === null ? null : { contentId: open.content_id, timeline: open.wanted.timeline }
      await rateToday(db, row, rating, day, to.tallies)
    }
    await to.inserts.write(db)
    await to.tallies.write(db)
    for (const { action_id, recorded_at } of together)
      await db
        .deleteFrom('rating_due')
        .where('action_id', '=', action_id)
        .where('recorded_at', '=', recorded_at)
        .execute()
    for (const [knownAt, ids] of dependents) await markDependents(db, ids, knownAt)
  }
  return [...new Set(changed)]
}

/** Splits marks into groups, in their order, in which no action occurs twice. */
const apart = (marks: readonly RatingDueTable[]): RatingDueTable[][] => {
  const groups: RatingDueTable[][] = []
  let seen = new Set<Id>()
  for (const mark of marks) {
    if (groups.length === 0 || seen.has(mark.action_id)) {
      groups.push([])
      seen = new Set()
    }
    seen.add(mark.action_id)
    groups.at(-1)?.push(mark)
  }
  return groups
}
