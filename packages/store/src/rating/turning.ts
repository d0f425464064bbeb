import {
  isNarrowing,
  MOST_TURNING,
  type ShownLevel,
  type Turning,
  type TurningQuestion,
  type TurningTo,
  type TurningToQuestion,
} from '@beatbook/contract'
import type { Id, IsoDate, ReadAt } from '@beatbook/domain'
import { type Kysely, sql } from 'kysely'
import { readContent } from '../action/content.ts'
import { joined, listCaches } from '../action/list.ts'
import { matchingIds, planIdOf } from '../action/matching.ts'
import type { RatingsAt } from '../action/rated.ts'
import { changesBetween, type StoredInterval, type Timeline } from '../action/timeline.ts'
import { isOfToday, isReached, isUnarchived, validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'

/** The changes of level after the date of the question, as forecast then. */
export const turningIn = async (
  db: Kysely<Schema>,
  question: TurningQuestion,
  today: IsoDate,
): Promise<Turning[]> => {
  const turns = await turnsAsked(db, question, today)
  const { skip = 0 } = question
  return rowsOf(db, turns.slice(skip, skip + MOST_TURNING), question)
}

/** The first changes to a level, and how many there are. */
export const turningTo = async (
  db: Kysely<Schema>,
  { level, limit, ...question }: TurningToQuestion,
  today: IsoDate,
): Promise<TurningTo> => {
  const turns = (await turnsAsked(db, question, today)).filter(({ becomes }) => becomes.level === level)
  return { rows: await rowsOf(db, turns.slice(0, limit), question), count: turns.length }
}

interface Turn {
  readonly was: StoredInterval
  readonly becomes: StoredInterval
  readonly place_key: string
  readonly shown_id: number
}

/** The changes of level that a question asks for, by their days, then in the order of the actions. */
const turnsAsked = async (db: Kysely<Schema>, question: TurningQuestion, today: IsoDate): Promise<Turn[]> => {
  const { plan, until, asAt, knownAt } = question
  const at = { asAt, knownAt }
  const only = isNarrowing(question) ? new Set(await matchingIds(db, question, today)) : null
  const on = { asAt: at.asAt ?? today, knownAt: at.knownAt }
  const caches = listCaches(db)
  const all = await ratingsOn(db, on, at, plan, until)
  const rated = only === null ? all : all.filter((row) => only.has(row.action_id))
  const timelines = await caches.timelines(rated.map((row) => row.content_id))
  return rated
    .flatMap(({ place_key, shown_id, content_id }) =>
      turnsIn(timelines.get(content_id) ?? [], on.asAt, until).map((turn) => ({
        ...turn,
        place_key,
        shown_id,
      })),
    )
    .sort(
      (one, other) =>
        ordered(one.becomes.from, other.becomes.from) || ordered(one.place_key, other.place_key),
    )
}

const rowsOf = async (
  db: Kysely<Schema>,
  turns: readonly Turn[],
  { asAt, knownAt }: ReadAt,
): Promise<Turning[]> => {
  if (turns.length === 0) return []
  const contents = await db
    .selectFrom('content')
    .select(['id', 'body'])
    .where('id', 'in', [...new Set(turns.map((turn) => turn.shown_id))])
    .execute()
  const shown = new Map(contents.map(({ id, body }) => [id, readContent(body)]))
  const join = await joined(db, listCaches(db), [...shown.values()], { asAt, knownAt })
  return turns.flatMap(({ was, becomes, shown_id }) => {
    const content = shown.get(shown_id)
    if (content === undefined) return []
    const { id, address, ref, text, owners } = join(content)
    return {
      on: becomes.from,
      id,
      address,
      ref,
      text,
      owners,
      was: mark(was),
      becomes: mark(becomes),
      rule: becomes.rule,
      because: becomes.because as Turning['because'],
    }
  })
}

interface Rated {
  readonly action_id: Id
  readonly place_key: string
  /** The contents of the action and of its rating. */
  readonly shown_id: number
  readonly content_id: number
  /** The written levels, where they say whether anything changes. */
  readonly levels: string | null
}

/**
 * The ratings on a date of the actions that exist at the date of the question. Those of today that change by
 * themselves by `until` are known by the day on which they do.
 */
const ratingsOn = async (
  db: Kysely<Schema>,
  on: RatingsAt,
  at: ReadAt,
  plan: string | undefined,
  until: IsoDate,
): Promise<Rated[]> => {
  const ofPlan = (column: string) =>
    plan === undefined
      ? sql` and ${isUnarchived(at, column)}`
      : sql` and ${sql.ref(column)} = ${planIdOf(plan)}`
  const query = isOfToday(at)
    ? sql<Rated>`select action_id, place_key, content_id as shown_id, rating_id as content_id, null as levels from action_now
          where ${isReached()} and turns_on <= ${until} and rating_id is not null${ofPlan('plan_id')}`
    : sql<Rated>`select a.action_id, a.place_key, a.content_id as shown_id, rating.content_id, rating.levels from rating
          join action_version as a on a.action_id = rating.subject_id
          where ${validOn(on, 'rating')} and ${validOn(at, 'a')} and ${isReached(at, 'a.plan_id')}${ofPlan('rating.plan_id')}`
  return (await query.execute(db)).rows.filter(
    ({ levels }) => levels === null || changesBetween(levels, on.asAt, until),
  )
}

/** The changes of level in a timeline after a day, up to and including another. */
const turnsIn = (
  timeline: Timeline,
  after: IsoDate,
  until: IsoDate,
): { was: StoredInterval; becomes: StoredInterval }[] =>
  timeline.flatMap((becomes, at) => {
    const was = timeline[at - 1]
    return was !== undefined &&
      was.to === becomes.from &&
      was.level !== becomes.level &&
      becomes.from > after &&
      becomes.from <= until
      ? [{ was, becomes }]
      : []
  })

const ordered = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const mark = ({ level, letter, word, shape }: StoredInterval): ShownLevel => ({ level, letter, word, shape })
