import { isNarrowing, type ShownLevel, type Trends, type TrendsQuestion } from '@beatbook/contract'
import { daysBetween, daysFromTo, everyLevel, type Id, type IsoDate } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { isRatedAs, matchingVersions } from '../action/matching.ts'
import type { RatingsAt } from '../action/rated.ts'
import { levelOn } from '../action/timeline.ts'
import { knownOn } from '../database/valid.ts'
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
  const stored = await levelsThrough(db, plan.id, question, at)
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

/** All levels of a plan's actions that match the filter of a question, as known at an instant. */
const levelsThrough = async (
  db: Kysely<Schema>,
  planId: Id,
  question: TrendsQuestion,
  { asAt, knownAt }: RatingsAt,
): Promise<LevelsHeld[]> => {
  const { by, computed, disagrees, plan: _, from: __, to: ___, ...filter } = question
  const all = by === 'computed' && !isNarrowing(question)
  const asked = all ? [] : await matchingVersions(db, planId, { ...filter, asAt, knownAt }, asAt)
  const isByRating = computed !== undefined || disagrees !== undefined
  const ratings =
    by === 'declared' && !isByRating
      ? []
      : await db
          .selectFrom('rating')
          .select(['subject_id', 'held_from', 'held_to', 'levels'])
          .where(knownOn(knownAt))
          .where('plan_id', '=', planId)
          .execute()
  if (by === 'declared') {
    const rated = Map.groupBy(ratings, (row) => row.subject_id)
    return asked.map(({ action_id, held_from, held_to, level, isOn }) => ({
      held_from,
      held_to,
      levelOn: () => level,
      isAsked: (day) => {
        if (!isOn(day) || !isByRating) return isOn(day)
        const levels = (rated.get(action_id) ?? []).find((rating) => isHeld(rating, day))?.levels
        return isRatedAs(question, levelOn(levels ?? '', day))
      },
    }))
  }
  const versions = Map.groupBy(asked, (row) => row.action_id)
  return ratings.map(({ subject_id, held_from, held_to, levels }) => ({
    held_from,
    held_to,
    levelOn: (day) => levelOn(levels, day).level,
    isAsked: (day) =>
      all ||
      ((versions.get(subject_id) ?? []).some((version) => isHeld(version, day) && version.isOn(day)) &&
        isRatedAs(question, levelOn(levels, day))),
  }))
}

const isHeld = ({ held_from, held_to }: Pick<LevelsHeld, 'held_from' | 'held_to'>, day: IsoDate): boolean =>
  held_from <= day && day < held_to

/** How many actions have each level on a day, as seen on another, by their codes in order. */
const countsOn = (stored: readonly LevelsHeld[], on: IsoDate, seen: IsoDate): Record<string, number> => {
  const counts = new Map<string, number>()
  for (const held of stored) {
    if (!isHeld(held, seen) || !held.isAsked(seen)) continue
    const level = held.levelOn(on)
    if (level !== '') counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)))
}
