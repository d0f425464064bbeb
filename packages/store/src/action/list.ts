import {
  type ActionPage,
  type ActionQuestion,
  type ActionSort,
  type ColumnSort,
  columnOfSort,
} from '@beatbook/contract'
import {
  addDays,
  type ChoiceField,
  columnField,
  defaultSettings,
  disagrees,
  fieldChoices,
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
import { type ContentCache, contentCache } from '../database/content-cache.ts'
import { isOfToday, isReached, isUnarchived, validOn } from '../database/valid.ts'
import { partiesMeant, partiesShown } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import { type PlanCache, plansById } from '../stream/plan-states.ts'
import type { ActionNowTable } from '../tables/action-now.ts'
import { type ActionContent, readContent, rowOf } from './content.ts'
import { isTurning, levelsOn, type RatingsAt, timelinesOf } from './rated.ts'
import {
  hasWords,
  NOT_FOUND,
  narrowedByWords,
  type SearchedWord,
  searchedWords,
  wordsWithOwners,
} from './search.ts'
import { computedOn, levelOn, readTimeline, type Timeline } from './timeline.ts'
import { EVIDENCE, tagField, tagFields } from './values.ts'

/**
 * Actions are listed from their rows of today, or from their versions of another date or instant; both have the
 * same keys. Only rows of today have ratings.
 */
type Listed = Schema & { readonly a: ActionNowTable }
type Rows<O = object> = SelectQueryBuilder<Listed, 'a', O>
type Where = ExpressionBuilder<Listed, 'a'>

/** The sort keys of each order; the last two break ties. */
const sorts = {
  place: ['place_key', 'action_id'],
  ref: ['ref_key', 'place_key', 'action_id'],
  timescale: ['timescale_key', 'place_key', 'action_id'],
  level: ['level_key', 'place_key', 'action_id'],
  stage: ['stage_key', 'place_key', 'action_id'],
  'last-update': ['update_key', 'place_key', 'action_id'],
  computed: ['computed_key', 'place_key', 'action_id'],
} as const satisfies Record<Exclude<ActionSort, ListedField | ColumnSort>, readonly string[]>

type Key = (typeof sorts)[keyof typeof sorts][number] | `value_${string}`

const keysOf = (sort: ActionSort): readonly Key[] =>
  isStoredBeside(sort) ? [`value_${sort}`, 'place_key', 'action_id'] : sorts[sort]

/** Whether an order sorts by values stored in `content_value`, not in the row. */
const isStoredBeside = (sort: ActionSort): sort is ListedField | ColumnSort =>
  columnOfSort(sort) !== null || (listedFields as readonly string[]).includes(sort)

/** Across plans, matches are counted up to this number: counting all would cost more than the page. */
export const MOST_COUNTED = 1_000

/** Caches of parsed JSON that never changes, by its number. */
export interface ListCaches {
  readonly contents: ContentCache<ActionContent>
  readonly timelines: ContentCache<Timeline>
  readonly plans: PlanCache
}

/** Empty caches. */
export const listCaches = (db: Kysely<Schema>): ListCaches => ({
  contents: contentCache(db, readContent),
  timelines: contentCache(db, readTimeline),
  plans: new Map(),
})

/** A question with what it needs to be asked of the tables. */
interface Asked {
  readonly question: ActionQuestion
  /** Whether the rows of today answer it. */
  readonly isToday: boolean
  readonly ratings: RatingsAt
  readonly owners: readonly Id[] | null
  readonly words: readonly SearchedWord[]
  readonly narrowed: RawBuilder<boolean> | null
  readonly settings: Settings
}

/**
 * One page of actions, with ratings of `today` unless the question has a date. An invalid cursor starts from
 * the first page.
 */
export const listActions = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  question: ActionQuestion,
  today: IsoDate,
): Promise<ActionPage> => {
  const asked = await prepared(db, question, today)
  if (!asked.isToday && needsRatings(question)) return ratedPage(db, caches, asked)
  if (asked.narrowed === NOT_FOUND) return { rows: [], count: 0, capped: false, next: null }
  const { sort, descending, limit, cursor, from } = question
  const keys = keysOf(sort)
  const by = (key: Key) => keyOf(key, asked)
  let page = matchingRows(db, asked).select([
    'a.action_id as id',
    'a.content_id',
    ...keys.map((key) => by(key).as(key)),
  ])
  if (asked.isToday) page = page.select('a.rating_id') as typeof page
  for (const key of keys) page = page.orderBy(by(key), descending ? 'desc' : 'asc')
  const start = from === undefined ? null : await placeIn(db, asked, from)
  const skip = start ?? question.skip ?? 0
  const after = start === null ? readCursor(cursor, keys.length) : null
  if (after !== null)
    page = page.where(
      sql<boolean>`(${sql.join(keys.map(by))}) ${sql.raw(descending ? '<' : '>')} (${sql.join(after)})`,
    )
  const rows = await page
    .limit(limit + 1)
    .$if(skip > 0, (skipped) => skipped.offset(skip))
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined

  // If the first page is also the last, its length is the count.
  const counted =
    after === null && skip === 0 && last === undefined ? shown.length : await countRows(db, asked)
  return {
    rows: await rowsOf(db, caches, shown as PageRow[], asked),
    ...capped(counted, question),
    next: last === undefined ? null : writeCursor(valuesOf(last, keys)),
    ...(start === null ? {} : { start }),
  }
}

/** How many rows of a list are before an action; `null` where the action is not in the list. */
const placeIn = async (db: Kysely<Schema>, asked: Asked, id: Id): Promise<number | null> => {
  const { sort, descending } = asked.question
  const keys = keysOf(sort)
  const by = (key: Key) => keyOf(key, asked)
  const its = await matchingRows(db, asked)
    .select(keys.map((key) => by(key).as(key)))
    .where('a.action_id', '=', id)
    .executeTakeFirst()
  if (its === undefined) return null
  const { n } = await matchingRows(db, asked)
    .where(
      sql<boolean>`(${sql.join(keys.map(by))}) ${sql.raw(descending ? '>' : '<')} (${sql.join(valuesOf(its, keys))})`,
    )
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

const capped = (count: number, question: ActionQuestion): Pick<ActionPage, 'count' | 'capped'> =>
  count > MOST_COUNTED && !isExact(question)
    ? { count: MOST_COUNTED, capped: true }
    : { count, capped: false }

/** Whether all matches are counted. */
const isExact = ({ plan, exact }: ActionQuestion): boolean => plan !== undefined || exact === true

/** Whether a question filters or sorts by ratings. */
const needsRatings = ({ sort, computed, disagrees }: ActionQuestion): boolean =>
  sort === 'computed' || computed !== undefined || disagrees === true

const prepared = async (db: Kysely<Schema>, question: ActionQuestion, today: IsoDate): Promise<Asked> => {
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
      question.owner === undefined ? null : await ownersAsked(db, question.owner, isToday, question.knownAt),
    words,
    narrowed: isToday && words.length > 0 ? await narrowedByWords(db, words) : null,
    settings: isStoredBeside(question.sort) ? await settingsOf(db, question) : defaultSettings,
  }
}

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

interface PageRow {
  readonly id: Id
  readonly content_id: number
  /** Absent where the row is of another day. */
  readonly rating_id?: number | null
}

const rowsOf = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  page: readonly PageRow[],
  { isToday, ratings, question }: Asked,
): Promise<ActionPage['rows']> => {
  const contents = await caches.contents(page.map((row) => row.content_id))
  const timelines = isToday
    ? await timelinesOfToday(caches, page)
    : await timelinesOf(
        db,
        caches.timelines,
        page.map((row) => row.id),
        ratings,
      )
  const join = await joined(db, caches, [...contents.values()], question)
  return page.flatMap(({ id, content_id }) => {
    const content = contents.get(content_id)
    if (content === undefined) return []
    const computed = computedOn(timelines.get(id) ?? [], ratings.asAt)
    return {
      ...join(content),
      computed,
      disagrees: disagrees(content.level, computed?.level ?? null, content.stage),
    }
  })
}

/** Joins the names of plans, sections and owners to contents: as of the date of a question. */
export const joined = async (
  db: Kysely<Schema>,
  caches: Pick<ListCaches, 'plans'>,
  contents: readonly ActionContent[],
  { asAt, knownAt }: ReadAt,
): Promise<(content: ActionContent) => ReturnType<typeof rowOf>> => {
  const ids = [...new Set(contents.map((content) => content.planId))]
  const plans = await plansById(db, caches.plans, ids, { asAt, knownAt })
  const parties = await partiesShown(
    db,
    contents.flatMap((content) => content.owners.map((owner) => owner.partyId)),
    { asAt, knownAt },
  )
  return (content) => rowOf(content, plans.get(content.planId) ?? null, parties)
}

const timelinesOfToday = async (caches: ListCaches, page: readonly PageRow[]): Promise<Map<Id, Timeline>> => {
  const found = await caches.timelines(page.flatMap((row) => row.rating_id ?? []))
  return new Map(
    page.flatMap(({ id, rating_id }) => {
      const timeline = rating_id == null ? undefined : found.get(rating_id)
      return timeline === undefined ? [] : [[id, timeline]]
    }),
  )
}

/**
 * A page filtered or sorted by ratings of another date: all matching actions are read and evaluated.
 */
const ratedPage = async (db: Kysely<Schema>, caches: ListCaches, asked: Asked): Promise<ActionPage> => {
  const { question, ratings } = asked
  const { sort, descending, limit, cursor, skip = 0, from, computed, disagrees: onlyDisagreeing } = question
  const keys = keysOf(sort)
  const inTables = keys.filter((key) => key !== 'computed_key')
  let matching = matchingRows(db, asked).select([
    'a.action_id as id',
    'a.content_id',
    ...inTables.map((key) => keyOf(key, asked).as(key)),
  ])
  for (const key of inTables) matching = matching.orderBy(keyOf(key, asked), descending ? 'desc' : 'asc')
  const rows = await matching.execute()
  const plan = question.plan === undefined ? undefined : planIdOf(question.plan)
  const levels = await levelsOn(db, ratings, plan)
  const rated = rows.flatMap((row) => {
    const { level, key, disagrees } = levelOn(levels.get(row.id) ?? '', ratings.asAt)
    if (computed !== undefined && !computed.includes(level || 'none')) return []
    if (onlyDisagreeing === true && disagrees === 0) return []
    return [{ row: { ...row, computed_key: key }, key }]
  })
  // The order of the other keys stays where the ranks are equal.
  if (sort === 'computed')
    rated.sort((one, other) => (descending ? other.key - one.key : one.key - other.key))
  const after = readCursor(cursor, keys.length)
  const found =
    after === null ? 0 : rated.findIndex(({ row }) => isBehind(valuesOf(row, keys), after, descending))
  const place = from === undefined ? -1 : rated.findIndex(({ row }) => row.id === from)
  const start = place >= 0 ? place : found < 0 ? found : found + skip
  const shown = start < 0 ? [] : rated.slice(start, start + limit)
  const last = start >= 0 && rated.length > start + limit ? shown.at(-1)?.row : undefined
  return {
    rows: await rowsOf(
      db,
      caches,
      shown.map(({ row }) => row as PageRow),
      asked,
    ),
    ...capped(rated.length, question),
    next: last === undefined ? null : writeCursor(valuesOf(last, keys)),
    ...(place < 0 ? {} : { start: place }),
  }
}

type Values = readonly (string | number)[]

const valuesOf = (row: object, keys: readonly Key[]): Values =>
  keys.map((key) => (row as Readonly<Record<string, string | number>>)[key] ?? '')

/** Whether keys come after those of a cursor. */
const isBehind = (values: Values, after: Values, descending: boolean): boolean => {
  for (const [at, value] of values.entries()) {
    const other = after[at] as string | number
    if (value !== other) return descending ? value < other : value > other
  }
  return false
}

/** The expression to sort by. */
const keyOf = (key: Key, { isToday, owners, settings, question }: Asked): RawBuilder<string | number> => {
  const listed = listedFields.find((field) => key === `value_${field}`)
  if (listed !== undefined) return choiceRank(listed, settings)
  const code = key.startsWith('value_') ? columnOfSort(key.slice('value_'.length) as ActionSort) : null
  if (code !== null) return columnSortKey(code, settings)
  // The actions of an owner stand in their order in a table of their own.
  const ofOwner = isToday && owners?.length === 1 && question.sort === 'place'
  return sql<string | number>`${sql.ref(`${ofOwner ? 'o' : 'a'}.${key}`)}`
}

/**
 * The rank of a value among its choices; values that are not a choice come after them, missing values last.
 */
const choiceRank = (field: ChoiceField, settings: Settings): RawBuilder<number> => {
  const choices = fieldChoices[field].of({ plan: null, settings })
  const whens = choices.map((code, at) => sql`when ${code} then ${sql.lit(at)}`)
  const place = whens.length === 0 ? sql`998` : sql`case text ${sql.join(whens, sql` `)} else 998 end`
  return sql<number>`coalesce((select ${place} from content_value where content_value.content_id = a.content_id and field = ${field}), 999)`
}

/**
 * The expression to sort by for a force's own column: numbers by size, dates by day, choices by rank, yes
 * before no, text alphabetically; missing values last.
 */
const columnSortKey = (code: string, settings: Settings): RawBuilder<string | number> => {
  const column = settings.columns.find((each) => each.code === code)
  const value = (of: RawBuilder<string | number>) =>
    sql`(select ${of} from content_value where content_value.content_id = a.content_id and field = ${columnField(code)})`
  switch (column?.kind) {
    case 'number':
    case 'money':
    case 'yes-no':
      return sql<number>`coalesce(${value(sql`number`)}, 1e300)`
    case 'choice': {
      const whens = column.choices.map((each, at) => sql`when ${each} then ${sql.lit(at)}`)
      return sql<number>`coalesce(${value(sql`case text ${sql.join(whens, sql` `)} else 998 end`)}, 999)`
    }
    default:
      return sql<string>`coalesce(${value(sql`lower(text)`)}, ${LAST})`
  }
}
/** Sorts after every text. */
const LAST = '\u{10ffff}'

/** The number of matching actions; unless it is to be exact, no more than one above `MOST_COUNTED`. */
const countRows = async (db: Kysely<Schema>, asked: Asked): Promise<number> => {
  if (asked.isToday && isTallied(asked.question)) return countTallied(db, asked.question)
  if (asked.isToday && isOwnedAlone(asked)) return countOwned(db, asked)
  const matching = matchingRows(db, asked).select('a.action_id')
  const counted = isExact(asked.question) ? matching : matching.limit(MOST_COUNTED + 1)
  const row = await db
    .selectFrom(counted.as('counted'))
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

/** Whether the tallies have all that a question filters by. */
const isTallied = ({
  owner,
  text,
  dueBy,
  dueFrom,
  silentOver,
  columns,
  evidence,
  tags,
  ...question
}: ActionQuestion): boolean =>
  owner === undefined &&
  dueFrom === undefined &&
  silentOver === undefined &&
  evidence === undefined &&
  tags === undefined &&
  (text ?? '').trim() === '' &&
  dueBy === undefined &&
  Object.keys(columns ?? {}).length === 0 &&
  listedFields.every((field) => question[field] === undefined)

const countTallied = async (db: Kysely<Schema>, question: ActionQuestion): Promise<number> => {
  const { plan, section, levels, stages, withdrawn, computed } = question
  let rows = db.selectFrom('tally')
  if (plan === undefined) rows = rows.where(isUnarchived())
  else rows = rows.where('plan_id', '=', planIdOf(plan))
  if (section !== undefined) rows = rows.where('section_id', '=', section)
  if (levels !== undefined) rows = rows.where('level', 'in', levels)
  if (stages !== undefined) rows = rows.where('stage', 'in', stages)
  if (computed !== undefined) rows = rows.where('computed', 'in', computedCodes(computed))
  if (question.disagrees === true) rows = rows.where('disagrees', '=', 1)
  if (withdrawn !== 'with') rows = rows.where('withdrawn', '=', withdrawn === 'only' ? 1 : 0)
  const row = await rows.select((of) => of.fn.sum<number | null>('actions').as('n')).executeTakeFirstOrThrow()
  return row.n ?? 0
}

/** Whether a question asks for the actions of one owner, in all plans or in one, and for nothing else. */
const isOwnedAlone = ({ owners, question }: Asked): boolean => {
  const { section, levels, stages, computed, disagrees, withdrawn, owner: _, ...others } = question
  const filters = [section, levels, stages, computed, disagrees]
  return (
    owners?.length === 1 &&
    withdrawn === 'without' &&
    filters.every((filter) => filter === undefined) &&
    isTallied(others as ActionQuestion)
  )
}

const countOwned = async (db: Kysely<Schema>, { owners, question }: Asked): Promise<number> => {
  let rows = db.selectFrom('owner_tally').where('party_id', '=', owners?.[0] ?? '')
  if (question.plan === undefined) rows = rows.where(isUnarchived())
  else rows = rows.where('plan_id', '=', planIdOf(question.plan))
  const row = await rows.select((of) => of.fn.sum<number | null>('actions').as('n')).executeTakeFirstOrThrow()
  return row.n ?? 0
}

/** Levels by the rules as they are stored: none is empty. */
const computedCodes = (codes: readonly string[]): string[] =>
  codes.map((code) => (code === 'none' ? '' : code))

const matchingRows = (db: Kysely<Schema>, asked: Asked): Rows => {
  const { question, isToday, owners, words, narrowed } = asked
  const { plan, section, levels, stages, dueBy, dueFrom, silentOver, withdrawn, computed } = question
  let rows = isToday ? rowsOfToday(db, asked) : versionsOn(db, asked)
  // Comparing with a single plan id lets the indexes of plans be used.
  if (plan === undefined) rows = rows.where(isUnarchived(question, 'a.plan_id'))
  else rows = rows.where('a.plan_id', '=', planIdOf(plan))
  if (section !== undefined) rows = rows.where('a.section_id', '=', section)
  if (levels !== undefined) rows = rows.where(anyOf('a.level', levels))
  if (stages !== undefined) rows = rows.where(anyOf('a.stage', stages))
  if (isToday && computed !== undefined) rows = rows.where(anyOf('a.computed', computedCodes(computed)))
  if (isToday && question.disagrees === true) rows = rows.where(sql<boolean>`a.disagrees = 1`)
  if (dueBy !== undefined) rows = rows.where('a.due', '<=', dueBy)
  if (dueFrom !== undefined) rows = rows.where('a.due', '>=', dueFrom)
  if (silentOver !== undefined)
    rows = rows
      .where('a.update_key', '<', addDays(asked.ratings.asAt, -silentOver))
      .where('a.stage', '<>', 'complete')
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

const planIdOf = (plan: string) =>
  // The plan that has the code, else one that had it.
  sql<string>`(select plan_id from plan_version where plan_id = ${plan} or code = ${plan.toLowerCase()} order by recorded_to desc, held_to desc limit 1)`

const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

const readCursor = (cursor: string | undefined, length: number): (string | number)[] | null => {
  if (cursor === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
    return fits ? values : null
  } catch {
    return null
  }
}
