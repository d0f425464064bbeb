import * as z from 'zod'
import { givenDay, isoDate } from '../calendar/date.ts'
import { givenLine, givenText } from '../words/control.ts'

/** The kinds of values in a force's own columns. Money is in pounds, a date is a day. */
export const columnKinds = ['text', 'number', 'money', 'date', 'choice', 'yes-no'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** One of a column's choices: 1 to 60 characters. */
const choice = givenLine(60).min(1)
const distinct = (words: readonly string[]): boolean =>
  new Set(words.map((each) => each.toLowerCase())).size === words.length

/** Whether a name is a property of every JavaScript object, so that it cannot be a key of values. */
export const isNameOfObjects = (code: string): boolean => code in Object.prototype

/** The identifier of a column for programs and command lines: `unit-cost`. It never changes. */
export const columnCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .max(40)
  .refine((code) => !isNameOfObjects(code))

/** The heading of a column: 1 to 60 characters. */
export const columnTitle = givenLine(60).min(1)

/** The choices of a column, in the order of the list; empty for columns of other kinds. */
export const columnChoices = z.array(choice).max(50).refine(distinct, { error: 'distinct' })

/** A column that a force adds to its actions. */
export const column = z.object({
  code: columnCode,
  title: columnTitle,
  kind: z.enum(columnKinds),
  choices: columnChoices,
})
export type Column = z.infer<typeof column>

/** The maximum number of columns of a force. */
export const MOST_COLUMNS = 40

/** The longest text in a cell, in characters. */
export const MOST_CELL = 2_000

/** An amount; minus zero becomes zero. */
const amount = z
  .number()
  .min(-1e12)
  .max(1e12)
  .overwrite((value) => value + 0)
/** Pounds, with at most two decimals. */
const pounds = amount.refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-4, {
  error: 'pence',
})

/**
 * A value in a column with its kind, so that it can be read without the list of columns of that day. The
 * value of a choice is its text, whether or not the column still offers it.
 */
export const columnValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), value: z.string() }),
  z.object({ kind: z.literal('number'), value: z.number() }),
  z.object({ kind: z.literal('money'), value: z.number() }),
  z.object({ kind: z.literal('date'), value: isoDate }),
  z.object({ kind: z.literal('choice'), value: z.string() }),
  z.object({ kind: z.literal('yes-no'), value: z.boolean() }),
])
export type ColumnValue = z.infer<typeof columnValue>

/** Values by the codes of their columns; a column without a value is absent. */
export const columnValues = z.record(z.string(), columnValue)
export type ColumnValues = Readonly<Record<string, ColumnValue>>

/** The input of a command for a column; `null` clears the value. */
export const givenCell = z.union([givenText(MOST_CELL), z.number(), z.boolean(), z.null()])
export type GivenCell = z.infer<typeof givenCell>

/** The valid input for each kind of column. */
const fits: { readonly [K in ColumnKind]: z.ZodType } = {
  text: givenText(MOST_CELL).min(1),
  number: amount,
  money: pounds,
  date: givenDay,
  choice,
  'yes-no': z.boolean(),
}

/**
 * Converts the input of a command to a value of the column; `null` where it does not fit its kind. Whether
 * the column offers a choice is not checked.
 */
export const valueIn = (
  { kind }: Pick<Column, 'kind'>,
  given: Exclude<GivenCell, null>,
): ColumnValue | null => {
  const read = fits[kind].safeParse(given)
  return read.success ? ({ kind, value: read.data } as ColumnValue) : null
}

/** Whether two values are the same. */
export const sameCell = (one: ColumnValue | undefined, other: ColumnValue | undefined): boolean =>
  one?.kind === other?.kind && one?.value === other?.value
