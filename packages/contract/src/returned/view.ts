import {
  changedByCell,
  givenDay,
  id,
  instant,
  isoDate,
  refusal,
  seenDescribedShape,
  seenShape,
} from '@beatbook/domain'
import * as z from 'zod'

/**
 * A field of a row in which the workbook differs from what went out: as it was agreed when it went out, as the plan has
 * it now, and as the workbook has it. `conflict`: the plan was changed in between too. `change` is what the words of the
 * workbook mean; `fault` is a sentence where they mean nothing.
 */
export const returnedField = z.object({
  key: z.string(),
  title: z.string(),
  agreed: z.string(),
  now: z.string(),
  workbook: z.string(),
  conflict: z.boolean(),
  change: changedByCell.nullable(),
  fault: z.string().nullable(),
})
export type ReturnedField = z.infer<typeof returnedField>

/**
 * A row of a workbook that says something new. `matched` tells how its action was found; `elsewhere` is one whose action
 * is no longer in the plan. `actionId` of a new row is the id that its action will have. `update` is what was written as
 * a new update, `on` its day where it has one. `refusal` is why the plan would not take the changes.
 */
export const returnedRow = z.object({
  sheet: z.string(),
  number: z.int(),
  kind: z.enum(['changed', 'new', 'elsewhere']),
  matched: z.enum(['id', 'ref', 'words', 'none']),
  actionId: id,
  address: z.string().nullable(),
  ref: z.string(),
  text: z.string(),
  fields: z.array(returnedField),
  update: z.object({ text: z.string(), on: givenDay.nullable() }).nullable(),
  seen: z.object({ ...seenShape, ...seenDescribedShape, withdrawn: z.int().optional() }),
  columnsSeen: z.record(z.string(), z.int()),
  refusal: refusal.nullable(),
})
export type ReturnedRowView = z.infer<typeof returnedRow>

/**
 * What a workbook says about one plan. `asAt` and `knownAt` are of when it went out; `null` where that is no longer
 * known: then it is compared with the plan as it is, and nothing can be a conflict. `same` counts rows that say nothing
 * new; `absent` are the actions that went out and have no row. `sections` are those that the plan does not have yet.
 */
export const returnedPlan = z.object({
  plan: z.object({ id, code: z.string(), title: z.string() }),
  asAt: isoDate.nullable(),
  knownAt: instant.nullable(),
  rows: z.array(returnedRow),
  same: z.int(),
  absent: z.array(
    z.object({
      actionId: id,
      address: z.string(),
      ref: z.string(),
      text: z.string(),
      seen: z.object({ withdrawn: z.int().optional() }),
    }),
  ),
  sections: z.array(z.object({ sectionId: id, title: z.string() })),
  unknownColumns: z.array(z.string()),
})
export type ReturnedPlan = z.infer<typeof returnedPlan>

/** What a workbook that came back says: plan by plan, and the sheets that are of none. */
export const returnedWorkbook = z.object({
  file: z.string(),
  plans: z.array(returnedPlan),
  otherSheets: z.array(z.string()),
})
export type ReturnedWorkbook = z.infer<typeof returnedWorkbook>
