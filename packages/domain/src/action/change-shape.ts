import * as z from 'zod'
import { columnCode, givenCell } from '../column/column.ts'
import { id } from '../id.ts'
import { givenOwner, MOST_OWNERS } from '../party/given.ts'
import { readShift } from '../timescale/shift.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { givenShape, seenDescribedShape, seenShape } from './schemas.ts'

/** A ref as a command states it: one line of 1 to 60 characters. */
export const givenRef = givenLine(60).min(1)

/** The most tags of an action. */
export const MOST_TAGS = 20

/** Tags as a command states them: each one line of 1 to 40 characters. */
export const givenTags = z.array(givenLine(40).min(1)).max(MOST_TAGS)

const words = givenText(MOST_WORDS)

/** How one will know that an action worked; `null` takes it away. */
export const success = words.nullable()

/** Owners as a command states them. */
export const owners = z
  .array(givenOwner)
  .max(MOST_OWNERS)
  .optional()
  .describe('Its owners: each a name or the id of a party, with a duty. A new name adds the party.')

/** What can be changed of several actions at once. Absent fields are unchanged. */
export const changeShape = {
  update: words.optional().describe('The words of an update that is added to each.'),
  ...givenShape,
  shift: givenLine(20)
    .refine((said) => readShift(said) !== null, { error: 'shift' })
    .optional()
    .describe('By how much the date moves: 14d, -2w, 3m.'),
  text: words.min(1).optional().describe('What is promised.'),
  ref: givenRef.optional().describe('Its ref in the plan.'),
  sectionId: id.optional().describe('The section it belongs to.'),
  owners,
  success: success.optional().describe('How you will know that it worked; null takes it away.'),
  tags: givenTags.optional().describe('All of its tags.'),
  addTags: givenTags.optional().describe('Tags that are added to those it has.'),
  removeTags: givenTags.optional().describe('Tags that are taken away.'),
  columns: z
    .record(columnCode, givenCell)
    .optional()
    .describe('Values in the force’s own columns, by their codes; null takes a value away.'),
  withdrawn: z.boolean().optional().describe('Whether it is withdrawn, or restored.'),
}

/** What the words of a cell change of its action. */
export const changedByCell = z.object(changeShape).omit({ shift: true })
export type ChangedByCell = z.output<typeof changedByCell>

/** An action that is changed: its own changes, which replace those for all, and the versions that were seen. */
export const changedRow = z.object({
  actionId: id,
  ...changeShape,
  seen: z.object({ ...seenShape, ...seenDescribedShape, withdrawn: z.int().optional() }).default({}),
  columnsSeen: z.record(columnCode, z.int()).default({}),
})
