import * as z from 'zod'
import {
  type DescribedField,
  describedFieldNames,
  type describedFields,
  type SaidField,
  saidFieldNames,
  saidFields,
} from '../action/fields.ts'
import { isoDate } from '../calendar/date.ts'
import { timescale } from '../timescale/timescale.ts'
import { type ActionAt, actionAt, planAt, updateAt } from './plan-at.ts'
import { type WordRun, wordRun } from './words.ts'

/** What can have happened to an action between two dates. Several can apply. */
export type Becoming =
  | 'added'
  | 'removed'
  | 'withdrawn'
  | 'restored'
  | (typeof describedFields)[DescribedField]['became']
  | (typeof saidFields)[SaidField]['became']
  | 'computed'
  | 'columns'
  | 'attachments'
  | 'updated'
  | 'silent'
export const becomings: readonly Becoming[] = [
  'added',
  'removed',
  'withdrawn',
  'restored',
  're-worded',
  're-owned',
  're-dated',
  ...saidFieldNames.map((field) => saidFields[field].became).filter((became) => became !== 're-dated'),
  'computed',
  'columns',
  'attachments',
  'updated',
  'moved',
  'renumbered',
  'success',
  'tags',
  'details',
  'silent',
]

/** The fields two actions are compared by, in the order in which their changes are listed. */
export type ComparedField =
  | Exclude<DescribedField, 'plan'>
  | SaidField
  | 'originalTimescale'
  | 'redated'
  | 'computed'
  | 'withdrawn'
  | 'columns'
  | 'attachments'
export const comparedFields: readonly ComparedField[] = [
  ...describedFieldNames.filter((field) => field !== 'details' && field !== 'plan'),
  'timescale',
  'originalTimescale',
  'redated',
  ...saidFieldNames.filter((field) => field !== 'timescale'),
  'computed',
  'withdrawn',
  'details',
  'columns',
  'attachments',
]

/** The extra data that a change of some fields has. */
interface Extra {
  readonly text: { words: WordRun[] }
  readonly timescale: { days: number | null; original: ActionAt['timescale'] }
}

/**
 * One field of an action, before and after. A text has its changed words marked; a timescale has the number
 * of days by which its end moved (later is positive), and the original one.
 */
export type FieldChange = {
  [F in ComparedField]: { field: F; before: ActionAt[F]; after: ActionAt[F] } & (F extends keyof Extra
    ? Extra[F]
    : unknown)
}[ComparedField]

const extra: Partial<Record<ComparedField, z.ZodRawShape>> = {
  text: { words: z.array(wordRun) },
  timescale: { days: z.int().nullable(), original: timescale },
}
const changeOf = (field: ComparedField) => {
  const of = actionAt.shape[field]
  return z.object({ field: z.literal(field), before: of, after: of, ...extra[field] })
}
const [first, ...others] = comparedFields.map(changeOf)
// Schemas built in a loop lose their types: `FieldChange` is the type of all of them.
export const fieldChange = z.discriminatedUnion('field', [
  first as ReturnType<typeof changeOf>,
  ...others,
]) as unknown as z.ZodType<FieldChange>

/** The added, removed and changed updates; `order` has every update's id in the order after. */
export const updateChanges = z.object({
  added: z.array(updateAt),
  removed: z.array(updateAt),
  changed: z.array(z.object({ before: updateAt, after: updateAt })),
  order: z.array(z.string()),
})

/**
 * What happened to one action. `action` is the whole action where it was added (as it is after) or no longer
 * exists (as it was before). `silent`: it existed throughout, unfinished, without any update; `since` is the
 * day of the last words, `null` where there never were any.
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
 * A plan at two dates: every difference, including withdrawn actions and updates. An action without a row is
 * the same on both; a row with nothing in `became` only has data that one side lacks.
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
  /** Every action's id in the order after. */
  order: z.array(z.string()),
})
export type Comparison = z.infer<typeof comparison>
