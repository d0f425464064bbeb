import * as z from 'zod'
import { column, MOST_COLUMNS } from '../column/column.ts'
import { givenLine } from '../words/control.ts'

/** An item of a list that a force chooses: 1 to 40 characters. */
const word = givenLine(40).min(1)

const distinct = (words: readonly string[]): boolean =>
  new Set(words.map((each) => each.toLowerCase())).size === words.length

/** The protective markings there are: those of the UK government, and none. */
export const markings = ['official', 'official-sensitive', 'none'] as const
export type Marking = (typeof markings)[number]

/** A force's settings for all its plans. Each setting describes its purpose. */
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
  marking: z.enum(markings).describe('The protective marking of what is printed.'),
  caveat: givenLine(80)
    .min(1)
    .nullable()
    .describe('Words that follow the marking, such as “Board members only”.'),
})
export type Settings = z.infer<typeof settings>

/** The settings until a force changes them. */
export const defaultSettings: Settings = {
  priorities: ['high', 'medium', 'low'],
  columns: [],
  marking: 'official',
  caveat: null,
}
