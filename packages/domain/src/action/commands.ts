import * as z from 'zod'
import { MOST_WITH_UPDATE } from '../attachment/fields.ts'
import { givenAttachment, givenAttachmentShape, givenTitle } from '../attachment/given.ts'
import { givenDay } from '../calendar/date.ts'
import { columnCode, givenCell, MOST_COLUMNS } from '../column/column.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLinkKinds } from '../link/link.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { changedRow, changeShape, givenRef, givenTags, owners, success } from './change-shape.ts'
import { givenShape, seenDescribedShape, seenShape } from './schemas.ts'

const words = givenText(MOST_WORDS)

/**
 * Records an update: words, and the fields they change. `progress` is the share of the work done, in per
 * cent; `timescale` is text ("by June 2027"); `seen` has, for each field the command changes, the version the
 * person saw (`touched` of the action), so that a stale edit is refused.
 */
export const recordUpdate = defineCommand({
  name: 'record-update',
  input: z.object({
    commandId: id,
    actionId: id,
    updateId: id,
    on: givenDay.optional(),
    text: words.default(''),
    ...givenShape,
    reason: words.optional(),
    attachments: z
      .array(givenAttachment)
      .max(MOST_WITH_UPDATE)
      .optional()
      .describe('Files and web links that come with it.'),
    seen: z.object(seenShape).default({}),
  }),
  capability: 'edit',
  cli: 'update ADDRESS',
  on: 'action',
})

/**
 * Adds an action to a plan. Owners (`@Estates`) and a timescale ("by Oct 27") typed in the words are read from
 * them (`readActionLine`). Without a section it is in the plan's last one, or in a new one where the plan has
 * none; without a ref it gets the next number.
 */
export const addAction = defineCommand({
  name: 'add-action',
  input: z.object({
    commandId: id,
    actionId: id,
    planId: id,
    words: words
      .min(1)
      .describe(
        'What is promised. An owner after @ and a date after “by” are read from it: Fit ten doorbells @Estates by Oct 27.',
      ),
    sectionId: id.optional().describe('The section it belongs to. Leave it empty for the last.'),
    owners: owners.describe('Its owners: each a name or the id of a party, with a duty.'),
    timescale: givenText(500).min(1).optional().describe('When, for example by June 2027 or ongoing.'),
    success: words.optional().describe('How you will know that it worked.'),
    tags: givenTags.optional().describe('Its tags.'),
    ref: givenRef.optional().describe('Its ref in the plan. Leave it empty for the next number.'),
    on: givenDay.optional().describe('The day it is promised from. Leave it empty for today.'),
  }),
  capability: 'edit',
  cli: 'action add PLAN WORDS',
  on: 'anywhere',
  makes: 'actionId',
})

/**
 * Changes what describes an action: its words, ref, section, owners, success in words and tags. Absent fields are unchanged. A new
 * ref gives a new address; the old one still finds the action. `seen` has, for each field the command
 * changes, the version the person saw (`touched` of the action).
 */
export const editAction = defineCommand({
  name: 'edit-action',
  input: z.object({
    commandId: id,
    actionId: id,
    text: words.min(1).optional().describe('What is promised.'),
    ref: givenRef.optional().describe('Its ref in the plan.'),
    sectionId: id.optional().describe('The section it belongs to.'),
    owners,
    success: success.optional().describe('How you will know that it worked.'),
    tags: givenTags.optional().describe('All of its tags.'),
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: words.optional().describe('Why it changes.'),
    seen: z.object(seenDescribedShape).default({}),
  }),
  capability: 'edit',
  cli: 'action edit ADDRESS',
  on: 'action',
})

/**
 * Sets values in the force's own columns for the action, by their codes: text, a number, an amount in pounds,
 * a day, a choice, or yes or no; `null` clears a value. `seen` has, by code, the version the person saw
 * (`columnsTouched` of the action).
 */
export const setColumns = defineCommand({
  name: 'set-columns',
  input: z.object({
    commandId: id,
    actionId: id,
    on: givenDay.optional(),
    values: z
      .record(columnCode, givenCell)
      .refine((given) => Object.keys(given).length <= MOST_COLUMNS, { error: 'too-many' })
      .describe('The values by the codes of their columns; null takes a value away.'),
    reason: words.optional(),
    seen: z
      .record(columnCode, z.int())
      .default({})
      .describe('The version of each column that was seen: columnsTouched of the action.'),
  }),
  capability: 'edit',
  cli: 'set ADDRESS CODE=VALUE',
  on: 'action',
})

export const withdrawAction = defineCommand({
  name: 'withdraw-action',
  input: z.object({
    commandId: id,
    actionId: id,
    on: givenDay.optional(),
    reason: words.min(1),
    seen: z.object({ withdrawn: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'withdraw ADDRESS',
  on: 'action',
})

export const restoreAction = defineCommand({
  name: 'restore-action',
  input: z.object({
    commandId: id,
    actionId: id,
    on: givenDay.optional(),
    reason: words.optional(),
    seen: z.object({ withdrawn: z.int().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'restore ADDRESS',
  on: 'action',
})

/**
 * Replaces the computed level until the end of a day, with the reason. `level` is one of the levels of the
 * plan's rules.
 */
export const overrideLevel = defineCommand({
  name: 'override-level',
  input: z.object({
    commandId: id,
    actionId: id,
    level: givenLine(40).min(1),
    until: givenDay,
    reason: words.min(1),
  }),
  capability: 'edit',
  cli: 'override ADDRESS',
  on: 'action',
})

/** Ends the override today, so that the rules decide again. */
export const liftOverride = defineCommand({
  name: 'lift-override',
  input: z.object({ commandId: id, actionId: id, reason: words.optional() }),
  capability: 'edit',
  cli: 'lift ADDRESS',
  on: 'action',
})

const linkInput = z.object({
  commandId: id,
  actionId: id,
  kind: z.enum(givenLinkKinds),
  to: id,
  reason: words.optional(),
})

/** Links the action to another (`to`: its id), in any plan. */
export const addLink = defineCommand({
  name: 'add-link',
  input: linkInput,
  capability: 'edit',
  cli: 'link ADDRESS --kind KIND --to ADDRESS',
  on: 'action',
})

/** Removes a link of the action. */
export const removeLink = defineCommand({
  name: 'remove-link',
  input: linkInput,
  capability: 'edit',
  cli: 'link ADDRESS --kind KIND --to ADDRESS --remove',
  on: 'action',
})

/**
 * Adds a file that was uploaded (`uploadId`), or a web address, to the action or to one update of it. With
 * `evidence` it shows that something was done, on the day `evidenceOn`.
 */
export const addAttachment = defineCommand({
  name: 'add-attachment',
  input: z.object({
    commandId: id,
    actionId: id,
    ...givenAttachmentShape,
    updateId: id.optional().describe('The update it belongs to. Leave it empty for the action itself.'),
    on: givenDay.optional().describe('The day from which it is there. Leave it empty for today.'),
    reason: words.optional().describe('Why it is attached.'),
  }),
  capability: 'edit',
  cli: 'attach ADDRESS FILE',
  on: 'action',
  makes: 'attachmentId',
})

const attachmentSeen = z
  .object({ title: z.int().optional(), evidence: z.int().optional() })
  .default({})
  .describe('The version of each field that was seen: touched of the attachment.')

/**
 * Gives a file or link another title, or marks it as evidence or no longer. Absent fields are unchanged;
 * `evidenceOn` marks it as well. `seen` has the version of each field that the person saw (`touched`).
 */
export const changeAttachment = defineCommand({
  name: 'change-attachment',
  input: z.object({
    commandId: id,
    actionId: id,
    attachmentId: id,
    title: givenTitle.optional().describe('What it is called.'),
    evidence: z.boolean().optional().describe('Whether it shows that something was done.'),
    evidenceOn: givenDay.optional().describe('The day on which what it shows was done.'),
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: words.optional().describe('Why it changes.'),
    seen: attachmentSeen,
  }),
  capability: 'edit',
  cli: 'attachment change ADDRESS NUMBER',
  on: 'action',
})

/** Removes a file or link from the action. What it was stays in the history, and can be undone. */
export const removeAttachment = defineCommand({
  name: 'remove-attachment',
  input: z.object({
    commandId: id,
    actionId: id,
    attachmentId: id,
    on: givenDay.optional().describe('The day from which it is gone. Leave it empty for today.'),
    reason: words.optional().describe('Why it is removed.'),
    seen: attachmentSeen,
  }),
  capability: 'edit',
  cli: 'detach ADDRESS NUMBER',
  on: 'action',
})

/** The most actions that one command changes: what commits in 100 ms. */
export const MOST_CHANGED = 200

/**
 * Changes several actions of a plan at once: the fields beside `rows` are for all of them, those in a row for
 * that action. `shift` moves the date of each, so that the days between them stay. An action that already has
 * the values is left as it is. Where one cannot be changed, nothing is (`rows-refused` names each);
 * `judgeChangeActions` says it beforehand.
 */
export const changeActions = defineCommand({
  name: 'change-actions',
  input: z.object({
    commandId: id,
    planId: id,
    rows: z
      .array(changedRow)
      .min(1)
      .max(MOST_CHANGED)
      .refine((rows) => new Set(rows.map(({ actionId }) => actionId)).size === rows.length, {
        error: 'distinct',
      })
      .describe('The actions, each with what changes of it alone.'),
    ...changeShape,
    on: givenDay.optional().describe('The day it is true from. Leave it empty for today.'),
    reason: words.optional().describe('Why it changes.'),
  }),
  capability: 'edit',
  cli: 'bulk PLAN',
  on: 'anywhere',
  byRow: true,
})

export type ChangeActions = z.input<typeof changeActions.input>
export type AddAction = z.input<typeof addAction.input>
export type EditAction = z.input<typeof editAction.input>
export type OverrideLevel = z.input<typeof overrideLevel.input>
export type LiftOverride = z.input<typeof liftOverride.input>
export type AddLink = z.input<typeof addLink.input>
export type RemoveLink = z.input<typeof removeLink.input>
export type AddAttachment = z.input<typeof addAttachment.input>
export type ChangeAttachment = z.input<typeof changeAttachment.input>
export type RemoveAttachment = z.input<typeof removeAttachment.input>
export type RecordUpdate = z.input<typeof recordUpdate.input>
export type SetColumns = z.input<typeof setColumns.input>
export type WithdrawAction = z.input<typeof withdrawAction.input>
export type RestoreAction = z.input<typeof restoreAction.input>
