import * as z from 'zod'
import { givenDay, isoDate } from '../calendar/date.ts'
import { givenLine, givenText } from '../words/control.ts'

/** What the values of a column of a force's own can be. Money is in pounds, a date is a day. */
export const columnKinds = ['text', 'number', 'money', 'date', 'choice', 'yes-no'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** A word that a choice offers: 1 to 60 characters. */
const choice = givenLine(60).min(1)
const distinct = (words: readonly string[]): boolean =>
  new Set(words.map((each) => each.toLowerCase())).size === words.length

/** A name that every object of JavaScript has cannot tell whether there is a value of that name. */
export const isNameOfObjects = (code: string): boolean => code in Object.prototype

/** The name by which programs and command lines know a column: `unit-cost`. It never changes. */
export const columnCode = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
  .max(40)
  .refine((code) => !isNameOfObjects(code))

/** What people read over a column: 1 to 60 characters. */
export const columnTitle = givenLine(60).min(1)

/** What a column of choices offers, in the order of the list; empty for columns of other kinds. */
export const columnChoices = z.array(choice).max(50).refine(distinct, { error: 'distinct' })

/** A column that a force adds to its actions. */
export const column = z.object({
  code: columnCode,
  title: columnTitle,
  kind: z.enum(columnKinds),
  choices: columnChoices,
})
export type Column = z.infer<typeof column>

/** A force has so many columns at most. */
export const MOST_COLUMNS = 40

/** The longest text in a cell, in characters. */
export const MOST_CELL = 2_000

/** An amount; minus nothing is nothing. */
const amount = z
  .number()
  .min(-1e12)
  .max(1e12)
  .overwrite((value) => value + 0)
/** Pounds, with pence at most. */
const pounds = amount.refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-4, {
  error: 'pence',
})

/**
 * A value in a column, with what it is, so that it can be read without the list of columns as it was on the
 * day. Of a choice it is the word that was chosen, whether or not it is still offered.
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

/** The values of a thing by the codes of their columns; what is absent has none. */
export const columnValues = z.record(z.string(), columnValue)
export type ColumnValues = Readonly<Record<string, ColumnValue>>

/** What a command gives for a column; `null` takes its value away. */
export const givenCell = z.union([givenText(MOST_CELL), z.number(), z.boolean(), z.null()])
export type GivenCell = z.infer<typeof givenCell>

/** What fits into a column of each kind. */
const fits: { readonly [K in ColumnKind]: z.ZodType } = {
  text: givenText(MOST_CELL).min(1),
  number: amount,
  money: pounds,
  date: givenDay,
  choice,
  'yes-no': z.boolean(),
}

/**
 * What a command gave as a value of the column; `null` where it does not fit its kind. Whether a choice is
 * offered is judged apart.
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
