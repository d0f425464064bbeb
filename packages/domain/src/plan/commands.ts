import * as z from 'zod'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { chosenSeverity, severitiesByCode } from '../severity/severity.ts'
import { givenLine, givenText } from '../words/control.ts'

/** A plan's short unique code, the first part of its actions' addresses. */
export const planCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

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
