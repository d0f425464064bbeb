import type { ShownLevel, Trends, TrendsQuestion } from '@beatbook/contract'
import { daysBetween, daysFromTo, everyLevel, foldWords, type IsoDate, type ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type RatingsAt, ratedOn } from '../action/rated.ts'
import { validOn } from '../database/valid.ts'
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
  const points: Trends['points'] = []
  for (const on of pointsOf(question.from, question.to)) {
    const forecast = on > at.asAt
    const seen = { asAt: forecast ? at.asAt : on, knownAt: at.knownAt }
    const rows =
      question.by === 'declared'
        ? await declaredOn(db, plan.id, seen, question)
        : await computedOn(db, plan.id, on, seen, forecast, question)
    const counts = Object.fromEntries(rows.map((row) => [row.level, row.actions]))
    points.push({ on, forecast, actions: rows.reduce((sum, row) => sum + row.actions, 0), counts })
  }
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

const declaredOn = (db: Kysely<Schema>, planId: string, seen: ReadAt, of: TrendsQuestion) =>
  db
    .selectFrom('action_version')
    .select((count) => ['level', count.fn.countAll<number>().as('actions')])
    .where(validOn(seen))
    .where('plan_id', '=', planId)
    .where('withdrawn', '=', 0)
    .where(narrowed(of))
    .groupBy('level')
    .execute()

const computedOn = (
  db: Kysely<Schema>,
  planId: string,
  on: IsoDate,
  seen: RatingsAt,
  forecast: boolean,
  of: TrendsQuestion,
) => {
  const whole = of.section === undefined && of.owner === undefined
  return db
    .selectFrom('rating')
    .select((count) => ['level', count.fn.countAll<number>().as('actions')])
    .where('plan_id', '=', planId)
    .where(
      forecast
        ? sql<boolean>`${validOn(seen, 'rating')} and span_from <= ${on} and (span_to is null or span_to > ${on})`
        : ratedOn(seen),
    )
    .where(
      whole
        ? sql<boolean>`true`
        : sql<boolean>`action_id in (select action_id from action_version where ${validOn(seen)} and plan_id = ${planId} and ${narrowed(of)})`,
    )
    .groupBy('level')
    .execute()
}

/** The condition on versions of actions that selects those of a section or an owner. */
const narrowed = ({ section, owner }: TrendsQuestion): RawBuilder<boolean> => {
  const inSection = section === undefined ? sql<boolean>`true` : sql<boolean>`section_id = ${section}`
  if (owner === undefined) return inSection
  return sql<boolean>`${inSection} and version in (select version from action_owner where party_id in (select id from party where id = ${owner} or folded = ${foldWords(owner)}))`
}
