import type { ShownLevel, Trends, TrendsQuestion } from '@beatbook/contract'
import { daysBetween, daysFromTo, everyLevel, type Id, type Instant, type IsoDate } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { levelOn } from '../action/timeline.ts'
import { jsonValues } from '../database/json-values.ts'
import { knownOn } from '../database/valid.ts'
import { partiesMeant } from '../party/parties.ts'
import { ragRulesBook } from '../rag-rules/book.ts'
import type { Schema } from '../schema.ts'
import { planState } from '../stream/plan-states.ts'

/** The most points in a trend: more than a chart can show. */
const MOST_POINTS = 60

/**
 * Counts by level over time; after the date of the question, the forecast as of that date. `null` where there
 * is no such plan.
 */
export const trendsOf = async (
  db: Kysely<Schema>,
  question: TrendsQuestion,
  today: IsoDate,
): Promise<Trends | null> => {
  const at = { asAt: question.asAt ?? today, knownAt: question.knownAt }
  const plan = await planState(db, question.plan, at)
  if (plan === null) return null
  const stored = await levelsThrough(db, plan.id, question, at.knownAt)
  const points = pointsOf(question.from, question.to).map((on) => {
    const forecast = on > at.asAt
    const counts = countsOn(stored, on, forecast ? at.asAt : on)
    return { on, forecast, actions: Object.values(counts).reduce((sum, n) => sum + n, 0), counts }
  })
  const book = await ragRulesBook(db)
  const shown: ShownLevel[] =
    question.by === 'declared'
      ? [
          ...everyLevel.map(({ code, ...mark }) => ({ level: code, ...mark })),
          { level: 'none', letter: '–', word: 'Not stated', shape: '–' },
        ]
      : [...new Set([plan.since, at.asAt])].flatMap((on) =>
          (book.on(plan, on)?.levels ?? []).map(({ code, letter, word, shape }) => ({
            level: code,
            letter,
            word,
            shape,
          })),
        )
  return {
    by: question.by,
    levels: [...new Map(shown.map((level) => [level.level, level])).values()],
    points,
  }
}

const pointsOf = (from: IsoDate, to: IsoDate): IsoDate[] => {
  const step = Math.max(1, Math.ceil(daysBetween(from, to) / (MOST_POINTS - 1)))
  return [...daysFromTo(from, to, step).filter((day) => day !== to), to]
}

/** Levels of an action in a period: a declared one, or those that a rating has. */
interface LevelsHeld {
  readonly held_from: IsoDate
  readonly held_to: IsoDate
  readonly levelOn: (day: IsoDate) => string
  /** Whether the action is among those asked for on a day. */
  readonly isAsked: (day: IsoDate) => boolean
}

/** All levels of a plan's actions, as known at an instant. */
const levelsThrough = async (
  db: Kysely<Schema>,
  planId: Id,
  question: TrendsQuestion,
  knownAt: Instant | undefined,
): Promise<LevelsHeld[]> => {
  const { by, section, owner } = question
  const all = by === 'computed' && section === undefined && owner === undefined
  const asked = all
    ? []
    : await db
        .selectFrom('action_version')
        .select(['action_id', 'held_from', 'held_to', 'level', 'withdrawn'])
        .where(knownOn(knownAt))
        .where('plan_id', '=', planId)
        .where(await narrowed(db, question))
        .execute()
  if (by === 'declared')
    return asked.flatMap(({ held_from, held_to, level, withdrawn }) =>
      withdrawn === 1 ? [] : { held_from, held_to, levelOn: () => level, isAsked: () => true },
    )
  const periods = Map.groupBy(asked, (row) => row.action_id)
  const ratings = await db
    .selectFrom('rating')
    .select(['subject_id', 'held_from', 'held_to', 'levels'])
    .where(knownOn(knownAt))
    .where('plan_id', '=', planId)
    .execute()
  return ratings.map(({ subject_id, held_from, held_to, levels }) => ({
    held_from,
    held_to,
    levelOn: (day) => levelOn(levels, day).level,
    isAsked: (day) =>
      all || (periods.get(subject_id) ?? []).some((held) => held.held_from <= day && day < held.held_to),
  }))
}

/** How many actions have each level on a day, as seen on another, by their codes in order. */
const countsOn = (stored: readonly LevelsHeld[], on: IsoDate, seen: IsoDate): Record<string, number> => {
  const counts = new Map<string, number>()
  for (const { held_from, held_to, levelOn, isAsked } of stored) {
    if (held_from > seen || seen >= held_to || !isAsked(seen)) continue
    const level = levelOn(on)
    if (level !== '') counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The condition on versions of actions that selects those of a section or an owner. */
const narrowed = async (
  db: Kysely<Schema>,
  { section, owner, knownAt }: TrendsQuestion,
): Promise<RawBuilder<boolean>> => {
  const inSection = section === undefined ? sql<boolean>`true` : sql<boolean>`section_id = ${section}`
  if (owner === undefined) return inSection
  const { all } = await partiesMeant(db, owner, knownAt)
  return sql<boolean>`${inSection} and content_id in (select content_id from content_owner where party_id in ${jsonValues(db, all)})`
}
