import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { levelCode } from '../level/level.ts'
import { stage } from '../stage/stage.ts'
import { timescale } from '../timescale/timescale.ts'
import { actionAt, planAt, updateAt } from './plan-at.ts'
import { wordRun } from './words.ts'

/** What can have become of an action between two dates. An action can have become several. */
export const becomings = [
  'added',
  'removed',
  'withdrawn',
  'restored',
  're-worded',
  're-owned',
  're-dated',
  'stage',
  'declared',
  'progress',
  'computed',
  'updated',
  'moved',
  'renumbered',
  'details',
  'silent',
] as const
export type Becoming = (typeof becomings)[number]

const field = <F extends string, T extends z.ZodType>(name: F, of: T) =>
  z.object({ field: z.literal(name), before: of, after: of })
const shape = actionAt.shape

/**
 * One field of an action, before and after. A text has its words marked; a timescale says by how many days
 * its end moved (later is positive), and what it was at first.
 */
export const fieldChange = z.discriminatedUnion('field', [
  field('ref', shape.ref),
  field('section', shape.section),
  field('text', shape.text).extend({ words: z.array(wordRun) }),
  field('ownerSaid', shape.ownerSaid),
  field('owners', shape.owners),
  field('timescale', timescale).extend({ days: z.int().nullable(), original: timescale }),
  field('originalTimescale', timescale),
  field('redated', shape.redated),
  field('stage', stage.nullable()),
  field('level', levelCode.nullable()),
  field('progress', shape.progress),
  field('computed', shape.computed),
  field('withdrawn', shape.withdrawn),
  field('details', shape.details),
])
export type FieldChange = z.infer<typeof fieldChange>

/** The updates that came, went or were changed; `order` is every update's id as it stands after. */
export const updateChanges = z.object({
  added: z.array(updateAt),
  removed: z.array(updateAt),
  changed: z.array(z.object({ before: updateAt, after: updateAt })),
  order: z.array(z.string()),
})

/**
 * What became of one action. `action` is the whole of it where it was added (as it is after) or is there no
 * more (as it was before). `silent`: it stood throughout, unfinished, and nothing was said of it; `since` is
 * the day of the last words, `null` where there never were any.
 */
export const comparedRow = z.object({
  id: z.string(),
  ref: z.string(),
  text: z.string(),
  became: z.array(z.enum(becomings)),
  action: actionAt.nullable(),
  changes: z.array(fieldChange),
  updates: updateChanges.nullable(),
  silent: z.object({ since: isoDate.nullable(), days: z.int().nullable() }).nullable(),
})
export type ComparedRow = z.infer<typeof comparedRow>

const about = planAt.shape.about

/**
 * A plan at two dates: every difference, withdrawn actions and updates among them. What is in no row is the
 * same on both; a row that became nothing carries only what one side does not know.
 */
export const comparison = z.object({
  v: z.literal(1),
  from: isoDate,
  to: isoDate,
  about: z.object({ before: about, after: about }).nullable(),
  sections: z.object({ before: planAt.shape.sections, after: planAt.shape.sections }).nullable(),
  rows: z.array(comparedRow),
  counts: z.record(z.enum(becomings), z.int()),
  same: z.int(),
  /** Every action's id as they stand after. */
  order: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparison>
