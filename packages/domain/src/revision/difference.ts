import * as z from 'zod'
import { type DescribedField, describedFields, type ReadField, readFields } from '../action/fields.ts'
import { aboutFields } from '../compare/about.ts'
import { comparedFields, fieldChange } from '../compare/comparison.ts'
import { id } from '../id.ts'

/** The fields a revised document can change on an action: those that are compared and that documents state. */
export type Revisable = Exclude<DescribedField, 'ownerSaid'> | ReadField
export const revisable: readonly Revisable[] = comparedFields.filter(
  (field): field is Revisable =>
    field !== 'ownerSaid' &&
    (Object.hasOwn(describedFields, field) || readFields.some((read) => read === field)),
)

/**
 * One field, three ways: what the last accepted draft of the document said (`base`, null when there was
 * none), what the new draft says (`draft`), what the plan says today (`plan`). `changedBy` says who moved
 * since the base: only the document, only people, or both. `change` is the change from the plan to the document
 * as a comparison has it; where owners are the same and written otherwise, that of \`ownerSaid\`.
 */
export const fieldDifference = z.object({
  field: z.enum(revisable),
  base: z.string().nullable(),
  draft: z.string().nullable(),
  plan: z.string().nullable(),
  changedBy: z.enum(['document', 'people', 'both']),
  change: fieldChange,
})

/**
 * One row of the difference. `matched` says how the draft's action found the plan's: only `exact` (same ref
 * and text) needs no confirmation. `gone` rows stay unless chosen; `new` rows are added unless left.
 * `proposed` is the cautious choice.
 */
export const rowDifference = z.object({
  row: z.string(),
  kind: z.enum(['same', 'changed', 'new', 'gone']),
  matched: z.enum(['exact', 'ref', 'text', 'similar', 'none']),
  similarity: z.number(),
  draftAction: z.string().nullable(),
  action: z.object({ id, address: z.string(), ref: z.string(), text: z.string() }).nullable(),
  ref: z.string(),
  text: z.string(),
  fields: z.array(fieldDifference),
  newUpdates: z.int(),
  proposed: z.enum(['take', 'leave', 'withdraw', 'add']),
  needsConfirming: z.boolean(),
})
export type RowDifference = z.infer<typeof rowDifference>
export type FieldDifference = z.infer<typeof fieldDifference>

/**
 * What a revised document says of the plan itself, in words; it is written with the rest, nobody else says
 * it.
 */
export const aboutDifference = z.object({
  field: z.enum(aboutFields),
  plan: z.string().nullable(),
  draft: z.string().nullable(),
})

/**
 * What accepting a draft's plan as a revision would do. `unchanged` when the document says what it said
 * before, so that nothing is written.
 */
export const planDifference = z.object({
  plan: z.string(),
  of: id,
  code: z.string(),
  title: z.string(),
  unchanged: z.boolean(),
  about: z.array(aboutDifference),
  rows: z.array(rowDifference),
})
export type PlanDifference = z.infer<typeof planDifference>
