import {
  type ActionPage,
  type ActionQuestion,
  type ActionSort,
  type ColumnSort,
  columnOfSort,
  type EachPage,
  type EachQuestion,
} from '@beatbook/contract'
import {
  type ChoiceField,
  columnField,
  disagrees,
  fieldChoices,
  type Id,
  type IsoDate,
  type ListedField,
  listedFields,
  type ReadAt,
  RefusalError,
  refuse,
  type Settings,
} from '@beatbook/domain'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type ContentCache, contentCache } from '../database/content-cache.ts'
import { isUnarchived } from '../database/valid.ts'
import { partiesShown } from '../party/parties.ts'
import type { Schema } from '../schema.ts'
import { type PlanCache, plansById } from '../stream/plan-states.ts'
import { type ActionContent, readContent, rowOf } from './content.ts'
import {
  type Asked,
  computedCodes,
  isRatedAs,
  isStoredBeside,
  matchingRows,
  needsRatings,
  planIdOf,
  prepared,
} from './matching.ts'
import { levelsOn, timelinesOf } from './rated.ts'
import { NOT_FOUND } from './search.ts'
import { computedOn, levelOn, readTimeline, type Timeline } from './timeline.ts'

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

/**
 * One page of actions, with ratings of `today` unless the question has a date. Rejects with a `RefusalError`
 * (`bad-input`) where its cursor is none of such a list.
 */
export const listActions = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  question: ActionQuestion,
  today: IsoDate,
): Promise<ActionPage> => {
  const { sort, descending, limit, from } = question
  const keys = keysOf(sort)
  const cursor = readCursor(question.cursor, keys.length)
  const asked = await prepared(db, question, today)
  if (!asked.isToday && needsRatings(question)) return ratedPage(db, caches, asked, cursor)
  if (asked.narrowed === NOT_FOUND) return { rows: [], count: 0, capped: false, next: null }
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
  const after = start === null ? cursor : null
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

/** Some of all actions in the order of their ids, which no change of them moves. */
export const eachAction = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  { after, limit, ...of }: EachQuestion,
  today: IsoDate,
): Promise<EachPage> => {
  const question = { ...of, withdrawn: 'with', sort: 'place', descending: false, limit } as const
  const asked = await prepared(db, question, today)
  let page = matchingRows(db, asked).select(['a.action_id as id', 'a.content_id'])
  if (asked.isToday) page = page.select('a.rating_id') as typeof page
  if (after !== undefined) page = page.where('a.action_id', '>', after)
  const rows = await page
    .orderBy('a.action_id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  return {
    rows: await rowsOf(db, caches, shown as PageRow[], asked),
    next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
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
const ratedPage = async (
  db: Kysely<Schema>,
  caches: ListCaches,
  asked: Asked,
  after: Values | null,
): Promise<ActionPage> => {
  const { question, ratings } = asked
  const { sort, descending, limit, skip = 0, from } = question
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
    const rated = levelOn(levels.get(row.id) ?? '', ratings.asAt)
    return isRatedAs(question, rated) ? [{ row: { ...row, computed_key: rated.key }, key: rated.key }] : []
  })
  // The order of the other keys stays where the ranks are equal.
  if (sort === 'computed')
    rated.sort((one, other) => (descending ? other.key - one.key : one.key - other.key))
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
  if (question.disagrees !== undefined) rows = rows.where('disagrees', '=', question.disagrees ? 1 : 0)
  if (withdrawn !== 'with') rows = rows.where('withdrawn', '=', withdrawn === 'only' ? 1 : 0)
  // Where not all are counted, the first tallies are mostly enough.
  if (!isExact(question)) {
    const first = await rows.select('actions').limit(TALLIES_FIRST).execute()
    const some = first.reduce((sum, { actions }) => sum + actions, 0)
    if (some > MOST_COUNTED || first.length < TALLIES_FIRST) return some
  }
  const row = await rows.select((of) => of.fn.sum<number | null>('actions').as('n')).executeTakeFirstOrThrow()
  return row.n ?? 0
}

/** How many tallies are added up first to see whether there are more actions than are counted. */
const TALLIES_FIRST = 100

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

const writeCursor = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** The keys in a cursor; `null` without one. Throws a `RefusalError` where it has no keys, or too many or few. */
const readCursor = (cursor: string | undefined, length: number): Values | null => {
  if (cursor === undefined) return null
  const values = jsonIn(cursor)
  const fits =
    Array.isArray(values) &&
    values.length === length &&
    values.every((value) => typeof value === 'string' || typeof value === 'number')
  if (!fits) throw new RefusalError(refuse('bad-input', { path: 'cursor', rule: 'invalid_format' }))
  return values
}

const jsonIn = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}
