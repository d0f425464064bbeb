import * as z from 'zod'
import { type DescribedField, describedFields, type ReadField, readFields } from '../action/fields.ts'
import { aboutFields } from '../compare/about.ts'
import { comparedFields, fieldChange } from '../compare/comparison.ts'
import { id } from '../id.ts'

/**
 * The fields that a revised document can change on an action: those that are compared and that documents
 * state.
 */
export type Revisable = Exclude<DescribedField, NotRevisable> | ReadField

/** What a document does not say, or only as other fields. */
const notRevisable = ['ownerSaid', 'plan', 'success', 'tags'] as const
type NotRevisable = (typeof notRevisable)[number]

export const revisable: readonly Revisable[] = comparedFields.filter(
  (field): field is Revisable =>
    !notRevisable.some((each) => each === field) &&
    (Object.hasOwn(describedFields, field) || readFields.some((read) => read === field)),
)

/**
 * One field in three versions: in the last accepted draft of the document (`base`, null when there was none),
 * in the new draft (`draft`), and in the plan today (`plan`). `changedBy` tells who changed it since the
 * base: only the document, only people, or both. `change` is the change from the plan to the document in the
 * form of a comparison; where owners are the same but written differently, that of \`ownerSaid\`.
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
 * One row of the difference. `matched` tells how the draft's action was matched with the plan's: only `exact`
 * (same ref and text) needs no confirmation. `gone` rows do not change unless chosen; `new` rows are added
 * unless left; `moved` rows are those of an action that people moved to another plan (`action` is there), and
 * are left unless added. `proposed` is the cautious choice.
 */
export const rowDifference = z.object({
  row: z.string(),
  kind: z.enum(['same', 'changed', 'new', 'gone', 'moved']),
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
 * What a revised document states about the plan itself, as text; it is written with the rest, since nobody
 * else changes it.
 */
export const aboutDifference = z.object({
  field: z.enum(aboutFields),
  plan: z.string().nullable(),
  draft: z.string().nullable(),
})

/**
 * What accepting a draft's plan as a revision would do. `unchanged` when the document states the same as
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
