import * as z from 'zod'
import { column, MOST_COLUMNS } from '../column/column.ts'
import { givenLine } from '../words/control.ts'

/** A word of a list that a force chooses: 1 to 40 characters. */
const word = givenLine(40).min(1)

const distinct = (words: readonly string[]): boolean =>
  new Set(words.map((each) => each.toLowerCase())).size === words.length

/** What a force settles for all its plans. Each setting says what it is for. */
export const settings = z.object({
  priorities: z
    .array(word)
    .max(20)
    .refine(distinct, { error: 'distinct' })
    .describe('The priorities an action can have, the highest first.'),
  columns: z
    .array(column)
    .max(MOST_COLUMNS)
    .describe('The columns the force adds to its actions, in their order.'),
})
export type Settings = z.infer<typeof settings>

/** What holds until a force says otherwise. */
export const defaultSettings: Settings = { priorities: ['high', 'medium', 'low'], columns: [] }
