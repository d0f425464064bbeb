import { columnValue, currentShape, id, refusal, seenDescribedShape, seenShape } from '@beatbook/domain'
import * as z from 'zod'
import { ownerView } from './view.ts'

/** The values of an action that a change of several can set. Those that it leaves are absent. */
export const changedValues = z
  .object({
    ...currentShape,
    text: z.string(),
    ref: z.string(),
    section: z.string(),
    owners: z.array(ownerView),
    success: z.string().nullable(),
    tags: z.array(z.string()),
    columns: z.record(z.string(), columnValue.nullable()),
    withdrawn: z.boolean(),
    /** The words of the update that is added. */
    update: z.string(),
  })
  .partial()
export type ChangedValues = z.infer<typeof changedValues>

/**
 * What a change of several actions does to one of them. `before` and `after` have the fields that change;
 * neither has any where the action has the values already, or cannot be changed (`refusal`). A command sends
 * `seen` and `columnsSeen` with the row, so that what somebody changes in between is not overwritten.
 */
export const changePreviewRow = z.object({
  actionId: id,
  /** `null` where there is no such action in the plan. */
  ref: z.string().nullable(),
  text: z.string(),
  before: changedValues,
  after: changedValues,
  seen: z.object({ ...seenShape, ...seenDescribedShape, withdrawn: z.int().optional() }),
  columnsSeen: z.record(z.string(), z.int()),
  refusal: refusal.nullable(),
})
export type ChangePreviewRow = z.infer<typeof changePreviewRow>

/** What a change of several actions does, in the order of its rows. */
export const changePreview = z.object({ rows: z.array(changePreviewRow) })
export type ChangePreview = z.infer<typeof changePreview>
