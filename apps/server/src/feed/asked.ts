import { badInput } from '@beatbook/api'
import { type FeedTable, feedTables } from '@beatbook/contract'
import {
  err,
  givenDay,
  givenInstant,
  givenText,
  id,
  instant,
  isoDate,
  ok,
  type Refusal,
  type Result,
  refuse,
} from '@beatbook/domain'
import * as z from 'zod'

/** The rows of an answer unless it is asked for another number, and the most that it can have. */
export const USUAL_ROWS = 10_000
export const MOST_ROWS = 50_000

/** The formats of a table. */
export const tableFormats = ['csv', 'json'] as const

/**
 * Where a page begins: after everything of `after` (an id), and after so many more rows. The page shows the same day, as
 * known at the same instant, as the one before it, so that together they have each row once whatever is written meanwhile.
 */
const cursor = z.strictObject({
  table: z.enum(feedTables),
  asAt: isoDate,
  knownAt: instant,
  after: id.nullable(),
  skip: z.int().min(0),
})
export type Cursor = z.infer<typeof cursor>

/** A cursor as it stands in an address. */
export const writtenCursor = (given: Cursor): string =>
  Buffer.from(JSON.stringify(given)).toString('base64url')

/** The parameters of a table's address. */
const parameters = z.strictObject({
  after: z
    .string()
    .max(1_000)
    .regex(/^[\w-]*$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(USUAL_ROWS),
  'as-at': givenDay.optional(),
  'known-at': givenInstant.optional(),
  plan: givenText(200).optional(),
})

/** What of a table is asked for. */
export interface TableAsked {
  readonly table: FeedTable
  readonly format: (typeof tableFormats)[number]
  readonly limit: number
  readonly plan: string | null
  readonly asAt: string | null
  readonly knownAt: string | null
  readonly begins: Pick<Cursor, 'after' | 'skip'>
}

/** The table and format of a file's name: `actions.csv`; `null` where there is none. */
export const tableOfFile = (name: string): Pick<TableAsked, 'table' | 'format'> | null => {
  const [, named = '', ending = ''] = /^([a-z-]+)\.([a-z]+)$/.exec(name) ?? []
  const table = feedTables.find((known) => known === named)
  const format = tableFormats.find((known) => known === ending)
  return table === undefined || format === undefined ? null : { table, format }
}

/** What an address asks of a table; refused with `bad-input` where a parameter is unknown or does not fit. */
export const askedOf = (
  file: Pick<TableAsked, 'table' | 'format'>,
  given: Readonly<Record<string, string>>,
): Result<TableAsked, Refusal> => {
  const read = parameters.safeParse(given)
  if (!read.success) return err(badInput(read.error))
  const { after, limit, plan = null, 'as-at': asAt = null, 'known-at': knownAt = null } = read.data
  const asked = { ...file, limit, plan, asAt, knownAt, begins: { after: null, skip: 0 } }
  if (after === undefined) return ok(asked)
  const begins = cursor.safeParse(jsonIn(after))
  if (!begins.success || begins.data.table !== file.table)
    return err(refuse('bad-input', { path: 'after', rule: 'invalid_format' }))
  const { asAt: day, knownAt: known, ...place } = begins.data
  return ok({ ...asked, asAt: day, knownAt: known, begins: { after: place.after, skip: place.skip } })
}

const jsonIn = (written: string): unknown => {
  try {
    return JSON.parse(Buffer.from(written, 'base64url').toString())
  } catch {
    return null
  }
}
