import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenLine, givenText, MOST_WORDS } from '../words/control.ts'
import { partyKinds } from './party.ts'

/** The most other names that one command adds to a party, or removes. */
export const MOST_ALIASES = 30

/** The name of a party: one line of 1 to 200 characters. */
export const partyName = givenLine(200).min(1)

const owner = id.describe('The owner.')
const reason = givenText(MOST_WORDS).optional()
const on = givenDay.optional()
const seenName = givenText(MOST_WORDS).optional()

/**
 * Gives a party another name from a day, which may lie ahead. The name before stays an alias for ever. `seen` is the
 * name the person saw.
 */
export const renameParty = defineCommand({
  name: 'rename-party',
  input: z.object({
    commandId: id,
    partyId: owner,
    name: partyName.describe('What the owner is called from then on.'),
    on: on.describe('The day the name begins. It may lie ahead; leave it empty for today.'),
    reason: reason.describe('Why the name changes.'),
    seen: z.object({ name: seenName }).default({}),
  }),
  capability: 'edit',
  cli: 'owner rename OWNER NAME',
  on: 'anywhere',
})

/**
 * Changes what a party is: its kind, the party it belongs to, its aliases. Absent fields are unchanged; `null`
 * clears a kind or a parent. `seen` has the values the person saw.
 */
export const editParty = defineCommand({
  name: 'edit-party',
  input: z.object({
    commandId: id,
    partyId: owner,
    kind: z
      .enum(partyKinds)
      .nullable()
      .optional()
      .describe('Whether it is a person, a post, a team or an organisation.'),
    parentId: id.nullable().optional().describe('The owner it belongs to.'),
    addAliases: z.array(partyName).max(MOST_ALIASES).optional().describe('Other names that mean this owner.'),
    removeAliases: z
      .array(partyName)
      .max(MOST_ALIASES)
      .optional()
      .describe('Other names that no longer mean this owner.'),
    on: on.describe('The day it is true from. Leave it empty for today.'),
    reason: reason.describe('Why it changes.'),
    seen: z
      .object({ kind: z.enum(partyKinds).nullable().optional(), parentId: id.nullable().optional() })
      .default({}),
  }),
  capability: 'edit',
  cli: 'owner edit OWNER',
  on: 'anywhere',
})

/**
 * Says that a party is the same as another one: what it owns counts as the other's from now on, also when a
 * past day is looked at. Its names mean the other one. Undoing the command parts them again.
 */
export const mergeParties = defineCommand({
  name: 'merge-parties',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner that goes.'),
    intoId: id.describe('The owner that stays.'),
    reason: reason.describe('Why they are the same.'),
  }),
  capability: 'edit',
  cli: 'owner merge OWNER INTO',
  on: 'anywhere',
})
