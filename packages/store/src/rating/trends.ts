import type { ShownLevel, Trends, TrendsQuestion } from '@beatbook/contract'
import { daysBetween, daysFromTo, everyLevel, foldWords, type IsoDate, type ReadAt } from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { RatingsAt } from '../action/rated.ts'
import { intervalOn, type Timeline } from '../action/timeline.ts'
import { type ContentCache, contentCache } from '../database/content-cache.ts'
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
  const timelines = contentCache<Timeline>(db)
  const points: Trends['points'] = []
  for (const on of pointsOf(question.from, question.to)) {
    const forecast = on > at.asAt
    const seen = { asAt: forecast ? at.asAt : on, knownAt: at.knownAt }
    const rows =
      question.by === 'declared'
        ? await declaredOn(db, plan.id, seen, question)
        : await computedOn(db, plan.id, on, seen, timelines, question)
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

const computedOn = async (
  db: Kysely<Schema>,
  planId: string,
  on: IsoDate,
  seen: RatingsAt,
  timelines: ContentCache<Timeline>,
  of: TrendsQuestion,
): Promise<{ level: string; actions: number }[]> => {
  const whole = of.section === undefined && of.owner === undefined
  const those = whole
    ? sql``
    : sql` and subject_id in (select action_id from action_version where ${validOn(seen)} and plan_id = ${planId} and ${narrowed(of)})`
  const rated = sql`rating where plan_id = ${planId} and ${validOn(seen)}${those}`
  // The first level of a rating counts where it still holds on the day; elsewhere its timeline says which.
  const standing = await sql<{ level: string; actions: number }>`
    select level, count(*) as actions from ${rated} and turns_on > ${on} and level <> '' group by level`.execute(
    db,
  )
  const turned = await sql<{ content_id: number }>`
    select content_id from ${rated} and turns_on <= ${on}`.execute(db)
  const found = await timelines(turned.rows.map((row) => row.content_id))
  const later = turned.rows.flatMap(({ content_id }) => {
    const interval = intervalOn(found.get(content_id) ?? [], on)
    return interval === undefined ? [] : [interval.level]
  })
  const counts = new Map(standing.rows.map((row) => [row.level, row.actions]))
  for (const level of later) counts.set(level, (counts.get(level) ?? 0) + 1)
  return [...counts]
    .map(([level, actions]) => ({ level, actions }))
    .sort((a, b) => (a.level < b.level ? -1 : 1))
}

/** The condition on versions of actions that selects those of a section or an owner. */
const narrowed = ({ section, owner }: TrendsQuestion): RawBuilder<boolean> => {
  const inSection = section === undefined ? sql<boolean>`true` : sql<boolean>`section_id = ${section}`
  if (owner === undefined) return inSection
  return sql<boolean>`${inSection} and content_id in (select content_id from content_owner where party_id in (select id from party where id = ${owner} or folded = ${foldWords(owner)}))`
}
