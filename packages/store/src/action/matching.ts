import {
  type ActionFilter,
  type ActionQuestion,
  type ActionSort,
  type ColumnSort,
  columnOfSort,
  NOBODY,
} from '@beatbook/contract'
import {
  addDays,
  columnField,
  defaultSettings,
  foldWords,
  type Id,
  type Instant,
  type IsoDate,
  type ListedField,
  listedFields,
  type ReadAt,
  type Settings,
} from '@beatbook/domain'
import { type ExpressionBuilder, type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { settingsOf } from '../area/settings.ts'
import { isOfToday, isReached, isUnarchived, knownOn, validOn } from '../database/valid.ts'
import { partiesMeant } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import type { ActionNowTable } from '../tables/action-now.ts'
import { isTurning, levelsOn, type RatingsAt } from './rated.ts'
import {
  hasWords,
  NOT_FOUND,
  narrowedByWords,
  type SearchedWord,
  searchedWords,
  wordsWithOwners,
} from './search.ts'
import { levelOn } from './timeline.ts'
import { EVIDENCE, tagField, tagFields } from './values.ts'

/**
 * Actions are listed from their rows of today, or from their versions of another date or instant; both have the
 * same keys. Only rows of today have ratings.
 */
export type Listed = Schema & { readonly a: ActionNowTable }
export type Rows<O = object> = SelectQueryBuilder<Listed, 'a', O>
type Where = ExpressionBuilder<Listed, 'a'>

/** A question with what it needs to be asked of the tables. */
export interface Asked {
  readonly question: ActionQuestion
  /** Whether the rows of today answer it. */
  readonly isToday: boolean
  readonly ratings: RatingsAt
  readonly owners: readonly Id[] | null
  readonly words: readonly SearchedWord[]
  readonly narrowed: RawBuilder<boolean> | null
  readonly settings: Settings
}

/** Whether an order sorts by values stored in `content_value`, not in the row. */
export const isStoredBeside = (sort: ActionSort): sort is ListedField | ColumnSort =>
  columnOfSort(sort) !== null || (listedFields as readonly string[]).includes(sort)

/** Whether a question filters or sorts by ratings. */
export const needsRatings = ({ sort, computed, disagrees }: ActionQuestion): boolean =>
  sort === 'computed' || computed !== undefined || disagrees !== undefined

/** A question with the parties, words and settings it is about, and whether the rows of today answer it. */
export const prepared = async (
  db: Kysely<Schema>,
  question: ActionQuestion,
  today: IsoDate,
): Promise<Asked> => {
  const ofToday = isOfToday(question)
  // Until the turn of the day is done, some rows of today have yesterday's ratings.
  const turning = ofToday && needsRatings(question) && (await isTurning(db, today))
  const isToday = ofToday && !turning
  const words = await wordsWithOwners(db, searchedWords(question.text), question.knownAt)
  return {
    question: turning ? { ...question, asAt: today } : question,
    isToday,
    ratings: { asAt: question.asAt ?? today, knownAt: question.knownAt },
    owners:
      question.owner === undefined || isForNobody(question)
        ? null
        : await ownersAsked(db, question.owner, isToday, question.knownAt),
    words,
    narrowed: isToday && words.length > 0 ? await narrowedByWords(db, words) : null,
    settings: isStoredBeside(question.sort) ? await settingsOf(db, question) : defaultSettings,
  }
}

/** Whether a question asks for the actions without an owner. */
const isForNobody = ({ owner }: ActionQuestion): boolean => owner !== undefined && foldWords(owner) === NOBODY

/** The parties whose actions an owner has: those that stand for it in rows of today, all of them in versions. */
const ownersAsked = async (
  db: Kysely<Schema>,
  owner: string,
  isToday: boolean,
  knownAt: Instant | undefined,
): Promise<readonly Id[]> => {
  const { roots, all } = await partiesMeant(db, owner, knownAt)
  return isToday ? roots : all
}

/** Levels by the rules as they are stored: none is empty. */
export const computedCodes = (codes: readonly string[]): string[] =>
  codes.map((code) => (code === 'none' ? '' : code))

/** The rows that a question matches; where versions answer it, whatever their ratings. */
export const matchingRows = (db: Kysely<Schema>, asked: Asked): Rows => {
  const { question, isToday, ratings } = asked
  const { plan, silentOver, computed, disagrees } = question
  let rows = narrowedRows(db, isToday ? rowsOfToday(db, asked) : versionsOn(db, asked), asked)
  // Comparing with a single plan id lets the indexes of plans be used.
  if (plan === undefined) rows = rows.where(isUnarchived(question, 'a.plan_id'))
  else rows = rows.where('a.plan_id', '=', planIdOf(plan))
  if (isToday && computed !== undefined) rows = rows.where(anyOf('a.computed', computedCodes(computed)))
  if (isToday && disagrees !== undefined) rows = rows.where('a.disagrees', '=', disagrees ? 1 : 0)
  if (silentOver !== undefined)
    rows = rows
      .where('a.update_key', '<', lastWords(silentOver, ratings.asAt))
      .where('a.stage', '<>', 'complete')
  return rows
}

/** The day before which the last words of an action must be, for it to be silent for over so many days. */
const lastWords = (days: number, on: IsoDate): IsoDate => addDays(on, -days)

/** The ids of all actions that a question matches, in no order. */
export const matchingIds = async (
  db: Kysely<Schema>,
  filter: Filtered & ReadAt,
  today: IsoDate,
): Promise<Id[]> => {
  const asked = await prepared(db, questionOf(filter), today)
  if (asked.narrowed === NOT_FOUND) return []
  const rows = await matchingRows(db, asked).select('a.action_id as id').execute()
  const ids = rows.map(({ id }) => id)
  const { question, isToday, ratings } = asked
  if (isToday || !needsRatings(question)) return ids
  const plan = question.plan === undefined ? undefined : planIdOf(question.plan)
  const levels = await levelsOn(db, ratings, plan)
  return ids.filter((id) => isRatedAs(question, levelOn(levels.get(id) ?? '', ratings.asAt)))
}

/** Whether a level by the rules, empty where there is none, is one of those that a question asks for. */
export const isRatedAs = (
  { computed, disagrees }: Pick<ActionQuestion, 'computed' | 'disagrees'>,
  rated: { readonly level: string; readonly disagrees: number },
): boolean =>
  (computed === undefined || computed.includes(rated.level || 'none')) &&
  (disagrees === undefined || disagrees === (rated.disagrees === 1))

/** A version of an action that matches a filter in what is stored with it. */
export interface MatchingVersion {
  readonly action_id: Id
  readonly held_from: IsoDate
  readonly held_to: IsoDate
  readonly level: string
  /** Whether it matches in what depends on the day as well, ratings apart. */
  readonly isOn: (day: IsoDate) => boolean
}

/** The versions of a plan's actions, of all days, that match a filter, whatever their ratings. */
export const matchingVersions = async (
  db: Kysely<Schema>,
  planId: Id,
  filter: Filtered & RatingsAt,
  today: IsoDate,
): Promise<MatchingVersion[]> => {
  const asked = await prepared(db, questionOf(filter), today)
  const { knownAt, silentOver } = asked.question
  const versions = db
    .selectFrom('action_version as a')
    .where(knownOn(knownAt, 'a')) as unknown as Rows<object>
  const rows = await narrowedRows(db, versions, asked)
    .where('a.plan_id', '=', planId)
    .select(['a.action_id', sql<string>`a.held_from`.as('held_from'), sql<string>`a.held_to`.as('held_to')])
    .select(['a.level', 'a.stage', 'a.update_key'])
    .execute()
  return rows.map(({ stage, update_key, ...version }) => ({
    ...version,
    isOn: (day) =>
      silentOver === undefined || (stage !== 'complete' && update_key < lastWords(silentOver, day)),
  }))
}

/** A filter as a question about actions in the order of their places. */
const questionOf = (filter: Filtered & ReadAt): ActionQuestion => ({
  ...filter,
  withdrawn: filter.withdrawn ?? 'without',
  sort: 'place',
  descending: false,
  limit: 1,
})

/** Any of the fields of a filter. */
type Filtered = Partial<ActionFilter>

/** Rows narrowed to those that match a question in what is stored with them and holds on every day of theirs. */
const narrowedRows = (db: Kysely<Schema>, of: Rows, asked: Asked): Rows => {
  const { question, isToday, owners, words, narrowed } = asked
  const { section, levels, stages, dueBy, dueFrom, withdrawn } = question
  let rows = of
  if (section !== undefined) rows = rows.where('a.section_id', '=', section)
  if (levels !== undefined) rows = rows.where(anyOf('a.level', levels))
  if (stages !== undefined) rows = rows.where(anyOf('a.stage', stages))
  if (dueBy !== undefined) rows = rows.where('a.due', '<=', dueBy)
  if (dueFrom !== undefined) rows = rows.where('a.due', '>=', dueFrom)
  if (question.evidence !== undefined)
    rows = rows.where(
      'a.content_id',
      question.evidence ? 'in' : 'not in',
      sql<number>`(select content_id from content_value where field = ${EVIDENCE})`,
    )
  if (question.tags !== undefined) rows = rows.where(anyTag(question.tags))
  for (const field of listedFields) {
    const codes: readonly string[] | undefined = question[field]
    if (codes !== undefined) rows = rows.where(anyValue(field, codes))
  }
  for (const [code, values] of Object.entries(question.columns ?? {}))
    rows = rows.where(anyValue(columnField(code), values))
  if (withdrawn !== 'with') rows = rows.where('a.withdrawn', '=', withdrawn === 'only' ? 1 : 0)
  if (narrowed !== null) rows = rows.where(narrowed)
  if (words.length > 0) rows = rows.where(hasWords(db, sql.ref('a.content_id'), words))
  if (isForNobody(question))
    rows = rows.where(
      sql<boolean>`not exists (select 1 from content_owner o where o.content_id = a.content_id)`,
    )
  if (owners !== null && !isToday)
    rows = rows.where(
      'a.content_id',
      'in',
      sql<number>`(select content_id from content_owner where ${isOneOf('party_id', owners)})`,
    )
  return rows
}

/** Whether an action has any of some tags; `none` is met by one without a tag. */
const anyTag = (tags: readonly string[]): RawBuilder<boolean> => {
  const fields = tags.filter((tag) => tag !== 'none').map(tagField)
  const { from, to } = tagFields
  const parts = [
    ...(fields.length === 0
      ? []
      : [sql`a.content_id in (select content_id from content_value where field in (${sql.join(fields)}))`]),
    ...(tags.includes('none')
      ? [
          sql`a.content_id not in (select content_id from content_value where field >= ${from} and field < ${to})`,
        ]
      : []),
  ]
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` or `)})`
}

const rowsOfToday = (db: Kysely<Schema>, { owners, question }: Asked): Rows => {
  const rows = db.selectFrom('action_now as a').where(isReached({}, 'a.plan_id')) as unknown as Rows
  if (owners === null) return rows
  if (owners.length === 1 && question.sort === 'place')
    return db
      .selectFrom('owner_now as o')
      .innerJoin('action_now as a', 'a.action_id', 'o.action_id')
      .where('o.party_id', '=', owners[0] as string)
      .where(isReached({}, 'a.plan_id')) as unknown as Rows
  return rows.where(
    'a.action_id',
    'in',
    sql<string>`(select action_id from owner_now where ${isOneOf('party_id', owners)})`,
  )
}

const versionsOn = (db: Kysely<Schema>, { question }: Asked): Rows =>
  db
    .selectFrom('action_version as a')
    .where(validOn(question, 'a'))
    .where(isReached(question, 'a.plan_id')) as unknown as Rows

const isOneOf = (column: string, values: readonly string[]): RawBuilder<boolean> =>
  values.length === 0 ? sql<boolean>`false` : sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`

const anyOf = (column: 'a.level' | 'a.stage' | 'a.computed', values: readonly string[]) => (where: Where) => {
  const [only] = values
  return values.length === 1 && only !== undefined
    ? where(column, '=', only)
    : where(column, 'in', [...values])
}

/** Actions with any of the codes in a field; `none` matches actions without a value. */
const anyValue = (field: string, codes: readonly string[]) => (where: Where) => {
  const values = codes.filter((code) => code !== 'none')
  const having = (condition: RawBuilder<boolean>) =>
    sql<number>`(select content_id from content_value where field = ${field} and ${condition})`
  const at = where(
    'a.content_id',
    'in',
    having(values.length === 0 ? sql<boolean>`false` : sql<boolean>`text in (${sql.join(values)})`),
  )
  return codes.includes('none')
    ? where.or([at, where('a.content_id', 'not in', having(sql<boolean>`true`))])
    : at
}

/**
 * The id of the plan that has a code, else of one that had it; what is no code is taken as an id. Only versions with the
 * code are read: to look for either would read those of all plans.
 */
export const planIdOf = (plan: string) =>
  sql<string>`coalesce((select plan_id from plan_version where code = ${plan.toLowerCase()} order by recorded_to desc, held_to desc limit 1), ${plan})`
