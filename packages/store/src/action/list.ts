import {
  type ActionPage,
  type ActionQuestion,
  type ActionSort,
  type ColumnSort,
  type Computed,
  columnOfSort,
} from '@beatbook/contract'
import {
  type ChoiceField,
  columnField,
  defaultSettings,
  disagrees,
  fieldChoices,
  foldWords,
  type IsoDate,
  type ListedField,
  listedFields,
  type Settings,
} from '@beatbook/domain'
import { type ExpressionBuilder, type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { settingsOf } from '../area/settings.ts'
import type { shownCache } from '../database/shown-cache.ts'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { levelKey, rowOf, type StoredRow } from './columns.ts'
import { type RatingsAt, ratedOn } from './rated.ts'

type Rows<O = object> = SelectQueryBuilder<Schema, 'action_version', O>
type Where = ExpressionBuilder<Schema, 'action_version'>

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

/** Whether an order sorts by values stored in `action_value`, not in the row. */
const isStoredBeside = (sort: ActionSort): sort is ListedField | ColumnSort =>
  columnOfSort(sort) !== null || (listedFields as readonly string[]).includes(sort)

/** Across plans, matches are counted up to this number: counting all would cost more than the page. */
export const MOST_COUNTED = 1_000

/** Caches of parsed JSON: rows by version number, levels by the rules by version number of the rating. */
export interface ListCaches {
  readonly rows: ReturnType<typeof shownCache<StoredRow>>
  readonly ratings: ReturnType<typeof shownCache<Computed>>
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
  const { sort, descending, limit, cursor } = question
  const keys = keysOf(sort)
  const settings = isStoredBeside(sort) ? await settingsOf(db, question) : defaultSettings
  const by = (key: Key) => keyOf(key, ratings, settings)
  const ratings = { asAt: question.asAt ?? today, knownAt: question.knownAt }
  const matching = matchingRows(db, question, ratings)

  // The sort order and the ratings are found in indexes alone; then only rows that are not cached are read.
  let page = matching.select([
    'version',
    'action_version.action_id as rated',
    ...keys.map((key) => by(key).as(key)),
  ])
  for (const key of keys) page = page.orderBy(key, descending ? 'desc' : 'asc')
  const after = readCursor(cursor, keys.length)
  if (after !== null)
    page = page.where(
      sql<boolean>`(${sql.join(keys.map(by))}) ${sql.raw(descending ? '<' : '>')} (${sql.join(after)})`,
    )
  const read = db
    .selectFrom(page.limit(limit + 1).as('page'))
    .leftJoin('rating', (join) => join.onRef('rating.action_id', '=', 'page.rated').on(ratedOn(ratings)))
  const rows = await read
    .select([
      'page.version as version',
      'rating.version as rating',
      ...keys.map((key) => `page.${key}` as const),
    ])
    .execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined

  // If the first page is also the last, its length is the count.
  const counted = after === null && last === undefined ? shown.length : await countRows(db, question, ratings)
  const capped = counted > MOST_COUNTED && question.plan === undefined
  return {
    rows: await rowsOf(caches, shown),
    count: capped ? MOST_COUNTED : counted,
    capped,
    next:
      last === undefined
        ? null
        : writeCursor(keys.map((key) => (last as Readonly<Record<string, string | number>>)[key] ?? '')),
  }
}

const rowsOf = async (
  caches: ListCaches,
  page: readonly { version: number; rating: number | null }[],
): Promise<ActionPage['rows']> => {
  const rows = await caches.rows(page.map(({ version }) => version))
  const ratings = await caches.ratings(page.flatMap(({ rating }) => rating ?? []))
  return page.flatMap(({ version, rating }) => {
    const stored = rows.get(version)
    const row = stored && rowOf(stored)
    const computed = (rating === null ? undefined : ratings.get(rating)) ?? null
    return row === undefined
      ? []
      : {
          ...row,
          computed,
          disagrees: disagrees(row.level, computed?.level ?? null, row.stage),
        }
  })
}

/** The expression to sort by: a column, or the rank of the level by the rules, with unrated actions last. */
const keyOf = (key: Key, ratings: RatingsAt, settings: Settings): RawBuilder<string | number> => {
  const listed = listedFields.find((field) => key === `value_${field}`)
  if (listed !== undefined) return choiceRank(listed, settings)
  const code = key.startsWith('value_') ? columnOfSort(key.slice('value_'.length) as ActionSort) : null
  if (code !== null) return columnSortKey(code, settings)
  return key === 'computed_key'
    ? sql<number>`coalesce((select level_key from rating where rating.action_id = action_version.action_id and ${ratedOn(ratings)}), 99)`
    : sql<string | number>`${sql.ref(`action_version.${key}`)}`
}

/**
 * The rank of a value among its choices; values that are not a choice come after them, missing values last.
 */
const choiceRank = (field: ChoiceField, settings: Settings): RawBuilder<number> => {
  const choices = fieldChoices[field].of({ plan: null, settings })
  const whens = choices.map((code, at) => sql`when ${code} then ${sql.lit(at)}`)
  const place = whens.length === 0 ? sql`998` : sql`case text ${sql.join(whens, sql` `)} else 998 end`
  return sql<number>`coalesce((select ${place} from action_value where action_value.version = action_version.version and field = ${field}), 999)`
}

/**
 * The expression to sort by for a force's own column: numbers by size, dates by day, choices by rank, yes
 * before no, text alphabetically; missing values last.
 */
const columnSortKey = (code: string, settings: Settings): RawBuilder<string | number> => {
  const column = settings.columns.find((each) => each.code === code)
  const value = (of: RawBuilder<string | number>) =>
    sql`(select ${of} from action_value where action_value.version = action_version.version and field = ${columnField(code)})`
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

const countRows = async (
  db: Kysely<Schema>,
  question: ActionQuestion,
  ratings: RatingsAt,
): Promise<number> => {
  const upToMost = question.plan === undefined
  // Counting uses the index of levels for today's rows; the page follows the index of its sort order instead.
  const byLevel =
    upToMost && question.asAt === undefined && question.knownAt === undefined ? question.levels : undefined
  let matching = matchingRows(
    db,
    byLevel === undefined ? question : { ...question, levels: undefined },
    ratings,
  )
  if (byLevel !== undefined) matching = matching.where('level_key', 'in', byLevel.map(levelKey))
  const counted = upToMost ? matching.select('version').limit(MOST_COUNTED + 1) : matching.select('version')
  const row = await db
    .selectFrom(counted.as('counted'))
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

const matchingRows = (db: Kysely<Schema>, question: ActionQuestion, ratings: RatingsAt): Rows => {
  const { plan, section, levels, stages, owner, text, dueBy, withdrawn, computed } = question
  let rows: Rows = db.selectFrom('action_version').where(validOn(question, 'action_version'))
  // Comparing with a single plan id lets the indexes of plans be used.
  if (plan !== undefined) rows = rows.where('plan_id', '=', planIdOf(plan))
  if (section !== undefined) rows = rows.where('section_id', '=', section)
  if (levels !== undefined) rows = rows.where(anyOf('level', levels))
  if (stages !== undefined) rows = rows.where(anyOf('stage', stages))
  if (owner !== undefined) rows = rows.where('version', 'in', ownedBy(owner))
  if (computed !== undefined) rows = rows.where(anyLevel(computed, plan, ratings))
  if (question.disagrees === true)
    rows = rows.where('action_id', 'in', ratedIn(plan, ratings, sql<boolean>`disagrees = 1`))
  if (dueBy !== undefined) rows = rows.where('due', '<=', dueBy)
  for (const field of listedFields) {
    const codes: readonly string[] | undefined = question[field]
    if (codes !== undefined) rows = rows.where(anyValue(field, codes))
  }
  for (const [code, values] of Object.entries(question.columns ?? {}))
    rows = rows.where(anyValue(columnField(code), values))
  if (withdrawn !== 'with') rows = rows.where('withdrawn', '=', withdrawn === 'only' ? 1 : 0)
  for (const word of foldWords(text ?? '').split(' ')) {
    if (word !== '')
      rows = rows.where(sql<boolean>`haystack like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  return rows
}

const anyOf = (column: 'level' | 'stage', values: readonly string[]) => (where: Where) => {
  const [only] = values
  return values.length === 1 && only !== undefined
    ? where(column, '=', only)
    : where(column, 'in', [...values])
}

/** Actions with any of the codes in a field; `none` matches actions without a value. */
const anyValue = (field: string, codes: readonly string[]) => (where: Where) => {
  const values = codes.filter((code) => code !== 'none')
  const having = (condition: RawBuilder<boolean>) =>
    sql<number>`(select version from action_value where field = ${field} and ${condition})`
  const at = where(
    'version',
    'in',
    having(values.length === 0 ? sql<boolean>`false` : sql<boolean>`text in (${sql.join(values)})`),
  )
  return codes.includes('none') ? where.or([at, where('version', 'not in', having(sql<boolean>`true`))]) : at
}

/** Actions at any of the levels by the rules; `none` matches actions without a rating. */
const anyLevel =
  (codes: readonly string[], plan: string | undefined, ratings: RatingsAt) => (where: Where) => {
    const levels = codes.filter((code) => code !== 'none')
    const at = where(
      'action_id',
      'in',
      ratedIn(
        plan,
        ratings,
        levels.length === 0 ? sql<boolean>`false` : sql<boolean>`level in (${sql.join(levels)})`,
      ),
    )
    return codes.includes('none')
      ? where.or([at, where('action_id', 'not in', ratedIn(plan, ratings, sql<boolean>`true`))])
      : at
  }

const ratedIn = (plan: string | undefined, ratings: RatingsAt, condition: RawBuilder<boolean>) =>
  sql<string>`(select action_id from rating where ${ratedOn(ratings)} and ${condition}${plan === undefined ? sql`` : sql` and plan_id = ${planIdOf(plan)}`})`

const planIdOf = (plan: string) =>
  sql<string>`(select plan_id from plan_version where recorded_to is null and held_to is null and (plan_id = ${plan} or code = ${plan.toLowerCase()}))`

const ownedBy = (owner: string) =>
  sql<number>`(select version from action_owner where party_id in (select id from party where id = ${owner} or folded = ${foldWords(owner)}))`

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
