import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { chosenSeverity, severitiesByCode } from '../severity/severity.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { workflowCode } from '../workflow/schemas.ts'
import { RESERVED_CODE, reservedCodes } from './code.ts'
import { planKind, updatePeriod } from './kind.ts'

/** A plan's short unique code, the first part of its actions' addresses. */
export const planCode = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .refine((code) => !reservedCodes.has(code), { params: { rule: RESERVED_CODE } })

/**
 * A person's choice for one row of a revised document. `row` is the key of the difference's row. `take`
 * writes what the document states, `leave` does not change the plan, `withdraw` withdraws an action the
 * document no longer has, `add` creates a new action from the row instead of the match proposed for it.
 */
export const rowChoice = z.object({
  row: givenText(500),
  choice: z.enum(['take', 'leave', 'withdraw', 'add']),
})

/**
 * Accepts a draft, all or nothing. `as` has for each of the draft's plans whether it is a new plan or revises
 * one; a plan of the draft without an entry becomes a new plan. The draft's decisions are those stored with
 * it. `again` allows a document whose text was accepted before to become another new plan.
 */
export const acceptDraft = defineCommand({
  name: 'accept-draft',
  input: z.object({
    commandId: id,
    draftId: id,
    as: z
      .array(
        z.discriminatedUnion('as', [
          z.object({
            plan: givenText(200),
            as: z.literal('new'),
            code: planCode.optional(),
            title: givenLine(500).min(1).optional(),
          }),
          z.object({ plan: givenText(200), as: z.literal('revision'), of: id, rows: z.array(rowChoice) }),
        ]),
      )
      .default([]),
    again: z.boolean().optional(),
  }),
  capability: 'edit',
  cli: 'import FILE',
  on: 'anywhere',
})

const title = givenLine(500).min(1)
const sponsor = givenLine(200).min(1)
/** A period in words: "2026/27", "April 2026 to March 2028", "from July 2026". */
const period = givenLine(200).min(1)
const reason = givenText(MOST_WORDS).optional()
const seenText = givenText(MOST_WORDS)
/** The most sections of which an order is compared. */
const MOST_SECTIONS_SEEN = 1_000
const on = givenDay.optional().describe('The day it is true from. Leave it empty for today.')

const description = givenText(MOST_WORDS)

/**
 * Adds a plan without a document: its sections and actions are added by commands. Its actions are rated by
 * the rules that an import of its kind pins. Without a code one is proposed from the title, and without a
 * workflow it has that of its kind; a plan keeps the workflow that it begins with.
 */
export const addPlan = defineCommand({
  name: 'add-plan',
  input: z.object({
    commandId: id,
    planId: id,
    title: title.describe('What the plan is called.'),
    code: planCode
      .optional()
      .describe(
        'Its short name in addresses, in small letters with hyphens. Leave it empty to have it made.',
      ),
    kind: planKind.default('action-plan').describe('What kind of plan it is.'),
    sponsor: sponsor.optional().describe('Who answers for the plan.'),
    period: period
      .optional()
      .describe('The time it covers, for example 2026/27 or April 2026 to March 2028.'),
    description: description.optional().describe('What the plan is about.'),
    updatePeriod: updatePeriod.optional().describe('How often an update of each action is expected.'),
    workflow: workflowCode
      .optional()
      .describe(
        'Which stages and levels its actions have. It cannot be changed later; leave it empty for that of its kind.',
      ),
    on: givenDay.optional().describe('The day it exists from. Leave it empty for today.'),
  }),
  capability: 'edit',
  cli: 'plan add TITLE',
  on: 'anywhere',
  makes: 'planId',
})

/**
 * Changes what describes a plan. Absent fields are unchanged; `null` clears one that may be empty. A former code still
 * leads to the plan, and no other plan gets it. `seen` has the values the person saw of the fields that the command
 * changes, a period in its words.
 */
export const editPlan = defineCommand({
  name: 'edit-plan',
  input: z.object({
    commandId: id,
    planId: id,
    title: title.optional().describe('What the plan is called.'),
    sponsor: sponsor.nullable().optional().describe('Who answers for the plan.'),
    period: period
      .nullable()
      .optional()
      .describe('The time it covers, for example 2026/27 or April 2026 to March 2028.'),
    kind: planKind.optional().describe('What kind of plan it is.'),
    code: planCode
      .optional()
      .describe('Its short name in addresses. Addresses with the former one still lead to it.'),
    description: description.nullable().optional().describe('What the plan is about.'),
    updatePeriod: updatePeriod
      .nullable()
      .optional()
      .describe('How often an update of each action is expected.'),
    on,
    reason: reason.describe('Why it changes.'),
    seen: z
      .object({
        kind: planKind.optional(),
        code: seenText.optional(),
        description: seenText.nullable().optional(),
        updatePeriod: updatePeriod.nullable().optional(),
        title: seenText.optional(),
        sponsor: seenText.nullable().optional(),
        period: seenText.nullable().optional(),
      })
      .default({}),
  }),
  capability: 'edit',
  cli: 'plan edit PLAN',
  on: 'anywhere',
})

/** Archives a plan: it leaves lists and counts, stays readable at its address, and is not changed until restored. */
export const archivePlan = defineCommand({
  name: 'archive-plan',
  input: z.object({
    commandId: id,
    planId: id,
    on: givenDay.optional().describe('The day it is archived from. Leave it empty for today.'),
    reason: reason.describe('Why it is archived.'),
  }),
  capability: 'edit',
  cli: 'plan archive PLAN',
  on: 'anywhere',
})

/** Restores an archived plan. */
export const restorePlan = defineCommand({
  name: 'restore-plan',
  input: z.object({
    commandId: id,
    planId: id,
    on: givenDay.optional().describe('The day it is restored from. Leave it empty for today.'),
    reason: reason.describe('Why it is restored.'),
  }),
  capability: 'edit',
  cli: 'plan restore PLAN',
  on: 'anywhere',
})

/** Adds a section at the end of a plan. */
export const addSection = defineCommand({
  name: 'add-section',
  input: z.object({
    commandId: id,
    planId: id,
    sectionId: id,
    title: title.describe('What the section is called.'),
    ref: givenLine(60).min(1).optional().describe('Its number or letter in the plan.'),
    on,
    reason: reason.describe('Why it is added.'),
  }),
  capability: 'edit',
  cli: 'section add PLAN TITLE',
  on: 'anywhere',
  makes: 'sectionId',
})

/** Renames a section of a plan. `seen` has the title the person saw. */
export const renameSection = defineCommand({
  name: 'rename-section',
  input: z.object({
    commandId: id,
    planId: id,
    sectionId: id.describe('The section.'),
    title: title.describe('Its new title.'),
    on,
    reason: reason.describe('Why it changes.'),
    seen: z.object({ title: seenText.optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'section rename PLAN SECTION TITLE',
  on: 'anywhere',
})

/**
 * Moves a section before or after another one of the plan. `seen` has the sections in the order that the person saw,
 * by their ids.
 */
export const moveSection = defineCommand({
  name: 'move-section',
  input: z.object({
    commandId: id,
    planId: id,
    sectionId: id.describe('The section.'),
    beforeId: id.optional().describe('The section it moves before.'),
    afterId: id.optional().describe('The section it moves after.'),
    on,
    reason: reason.describe('Why it moves.'),
    seen: z.object({ order: z.array(id).max(MOST_SECTIONS_SEEN).optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'section move PLAN SECTION',
  on: 'anywhere',
})

/** Removes a section that has no actions, not even withdrawn ones. */
export const removeSection = defineCommand({
  name: 'remove-section',
  input: z.object({
    commandId: id,
    planId: id,
    sectionId: id.describe('The section.'),
    on,
    reason: reason.describe('Why it is removed.'),
  }),
  capability: 'edit',
  cli: 'section remove PLAN SECTION',
  on: 'anywhere',
})

/** Rates a plan's actions by a version of RAG rules from today. `seen` has the pin the person saw. */
export const pinRagRules = defineCommand({
  name: 'pin-rag-rules',
  input: z.object({
    commandId: id,
    planId: id,
    code: givenLine(60).min(1),
    version: z.int().min(1),
    seen: z.object({ code: givenText(60), version: z.int() }).optional(),
  }),
  capability: 'edit',
  cli: 'rules pin PLAN',
  on: 'anywhere',
})

/**
 * Sets the severity of each check for a plan, `off` to skip one; an absent check has its default. `seen` has
 * what the person saw.
 */
export const setSeverities = defineCommand({
  name: 'set-severities',
  input: z.object({
    commandId: id,
    planId: id,
    severities: severitiesByCode,
    seen: z.record(givenText(60), chosenSeverity).optional(),
  }),
  capability: 'edit',
  cli: 'check PLAN --keep',
  on: 'anywhere',
})
export type SetSeverities = z.input<typeof setSeverities.input>
export type PinRagRules = z.input<typeof pinRagRules.input>
export type AcceptDraft = z.input<typeof acceptDraft.input>
