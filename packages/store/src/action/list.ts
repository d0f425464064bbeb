import { type ActionPage, type ActionQuestion, type ActionRow, foldWords } from '@beatbook/domain'
import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import { heldOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'

type Rows<O = object> = SelectQueryBuilder<Schema, 'action_version', O>
type Where = ExpressionBuilder<Schema, 'action_version'>

/** The columns each order goes by, the last two telling equal ones apart. */
const sorts = {
  place: ['place_key', 'action_id'],
  ref: ['ref_key', 'place_key', 'action_id'],
  timescale: ['timescale_key', 'place_key', 'action_id'],
  level: ['level_key', 'place_key', 'action_id'],
  stage: ['stage_key', 'place_key', 'action_id'],
  'last-update': ['update_key', 'place_key', 'action_id'],
} as const satisfies Record<ActionQuestion['sort'], readonly string[]>

/** Beyond one plan, matches are counted up to this many: counting them all would cost more than the page. */
export const MOST_COUNTED = 1_000

/** One page of actions. A cursor that is none starts from the top. */
export const listActions = async (db: Kysely<Schema>, question: ActionQuestion): Promise<ActionPage> => {
  const { sort, descending, limit, cursor } = question
  const keys = sorts[sort]
  const matching = matchingRows(db, question)

  // The order is found in an index alone; only the rows of the page are then read.
  let page = matching.select(['version', ...keys])
  for (const key of keys) page = page.orderBy(key, descending ? 'desc' : 'asc')
  const after = readCursor(cursor, keys.length)
  if (after !== null) page = page.where(sql<boolean>`(${sql.join(keys.map((key) => sql.ref(key)))}) ${sql.raw(descending ? '<' : '>')} (${sql.join(after)})`)
  const read = db.selectFrom(page.limit(limit + 1).as('page')).innerJoin('action_version as row', 'row.version', 'page.version')
  const rows = await read.select(['row.shown as shown', ...keys.map((key) => `page.${key}` as const)]).execute()
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined

  // A first page that is also the last has counted itself.
  const counted = after === null && last === undefined ? shown.length : await countRows(db, matching, question.plan === undefined)
  const capped = counted > MOST_COUNTED && question.plan === undefined
  return {
    rows: JSON.parse(`[${shown.map((row) => row.shown).join(',')}]`) as ActionRow[],
    count: capped ? MOST_COUNTED : counted,
    capped,
    next: last === undefined ? null : writeCursor(keys.map((key) => last[key])),
  }
}

const countRows = async (db: Kysely<Schema>, matching: Rows, upToMost: boolean): Promise<number> => {
  const counted = upToMost ? matching.select('version').limit(MOST_COUNTED + 1) : matching.select('version')
  const row = await db
    .selectFrom(counted.as('counted'))
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return row.n
}

const matchingRows = (db: Kysely<Schema>, { asAt, plan, section, levels, stages, owner, text, dueBy, withdrawn }: ActionQuestion): Rows => {
  let rows: Rows = db.selectFrom('action_version').where(heldOn(asAt))
  // One plan is named outright, so that its own indexes serve.
  if (plan !== undefined) rows = rows.where('plan_id', '=', planNamed(plan))
  if (section !== undefined) rows = rows.where('section_id', '=', section)
  if (levels !== undefined) rows = rows.where(anyOf('level', levels))
  if (stages !== undefined) rows = rows.where(anyOf('stage', stages))
  if (owner !== undefined) rows = rows.where('version', 'in', ownedBy(owner))
  if (dueBy !== undefined) rows = rows.where('due', '<=', dueBy)
  if (withdrawn !== 'with') rows = rows.where('withdrawn', '=', withdrawn === 'only' ? 1 : 0)
  for (const word of foldWords(text ?? '').split(' ')) {
    if (word !== '') rows = rows.where(sql<boolean>`haystack like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  return rows
}

const anyOf = (column: 'level' | 'stage', values: readonly string[]) => (where: Where) => {
  const [only] = values
  return values.length === 1 && only !== undefined ? where(column, '=', only) : where(column, 'in', [...values])
}

const planNamed = (plan: string) =>
  sql<string>`(select plan_id from plan_version where recorded_to is null and held_to is null and (plan_id = ${plan} or code = ${plan.toLowerCase()}))`

const ownedBy = (owner: string) =>
  sql<number>`(select version from action_owner where party_id in (select id from party where id = ${owner} or folded = ${foldWords(owner)}))`

const writeCursor = (values: readonly (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

const readCursor = (cursor: string | undefined, length: number): (string | number)[] | null => {
  if (cursor === undefined) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits = Array.isArray(values) && values.length === length && values.every((value) => typeof value === 'string' || typeof value === 'number')
    return fits ? values : null
  } catch {
    return null
  }
}
