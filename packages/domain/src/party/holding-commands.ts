import * as z from 'zod'
import { givenDay } from '../calendar/date.ts'
import { defineCommand } from '../command/definition.ts'
import { id } from '../id.ts'
import { givenText, MOST_WORDS } from '../words/control.ts'
import { partyName } from './commands.ts'

const post = id.describe('The post.')
const holding = id.describe('The holding.')
const reason = givenText(MOST_WORDS).optional()

/** A holder as a command states it: a party by its id or a name, which may be new, or an account by its id. */
export const givenHolder = z.union([
  z.object({ partyId: id }),
  z.object({ name: partyName }),
  z.object({ accountId: id }),
])
export type GivenHolder = z.output<typeof givenHolder>

/**
 * Somebody holds a post from a day, which may lie ahead. Whoever holds it on that day does so until then. Without an
 * end it lasts until the next holder begins. `seen` has who the person saw holding it on the first day.
 */
export const beginHolding = defineCommand({
  name: 'begin-holding',
  input: z.object({
    commandId: id,
    partyId: post,
    holdingId: holding,
    holder: givenHolder.describe('Who holds it: a person by a name, or somebody who can sign in.'),
    from: givenDay.optional().describe('The first day. It may lie ahead; leave it empty for today.'),
    to: givenDay
      .optional()
      .describe('The day from which they no longer hold it. Leave it empty where it has no end.'),
    reason: reason.describe('Why they hold it.'),
    seen: z.object({ holder: id.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'holder begin OWNER HOLDER',
  on: 'anywhere',
  makes: 'holdingId',
})

/** Changes the days of a holding; absent ones are unchanged, `null` has no end. `seen` has those the person saw. */
export const changeHolding = defineCommand({
  name: 'change-holding',
  input: z.object({
    commandId: id,
    partyId: post,
    holdingId: holding,
    from: givenDay.optional().describe('The first day.'),
    to: givenDay.nullable().optional().describe('The day from which they no longer hold it.'),
    reason: reason.describe('Why the days change.'),
    seen: z.object({ from: givenDay.optional(), to: givenDay.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'holder change OWNER',
  on: 'anywhere',
})

/** Ends the holding of whoever holds a post on a day: today, or a day that may lie ahead. Nobody follows. */
export const endHolding = defineCommand({
  name: 'end-holding',
  input: z.object({
    commandId: id,
    partyId: post,
    to: givenDay
      .optional()
      .describe('The day from which they no longer hold it. It may lie ahead; leave it empty for today.'),
    reason: reason.describe('Why it ends.'),
    seen: z.object({ holder: id.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'holder end OWNER',
  on: 'anywhere',
})

/** Takes back a holding that was recorded by mistake: it never was. */
export const removeHolding = defineCommand({
  name: 'remove-holding',
  input: z.object({
    commandId: id,
    partyId: post,
    holdingId: holding,
    reason: reason.describe('Why it is removed.'),
    seen: z.object({ from: givenDay.optional(), to: givenDay.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'holder remove OWNER',
  on: 'anywhere',
})

/** Says which account a person is, from a day; `null` is none. *My work* of that account follows it. */
export const setAccount = defineCommand({
  name: 'set-account',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner, a person.'),
    accountId: id.nullable().describe('The account they sign in with.'),
    from: givenDay
      .optional()
      .describe('The day it is true from. It may lie ahead; leave it empty for today.'),
    reason: reason.describe('Why it is this account.'),
    seen: z.object({ account: id.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'owner account OWNER ACCOUNT',
  on: 'anywhere',
})

/**
 * Says on which day a person leaves, which may lie ahead; `null` that they do not. The posts they hold then have no
 * holder from that day on.
 */
export const markLeft = defineCommand({
  name: 'mark-left',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner, a person.'),
    from: givenDay
      .nullable()
      .optional()
      .describe('The first day they are no longer there. It may lie ahead; leave it empty for today.'),
    reason: reason.describe('Why they leave.'),
    seen: z.object({ left: givenDay.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'owner left OWNER',
  on: 'anywhere',
})

/**
 * Says which owner takes the place of another one from a day, which may lie ahead; `null` that none does. It is no
 * merge: each keeps what it owns until it is given over.
 */
export const setSuccessor = defineCommand({
  name: 'set-successor',
  input: z.object({
    commandId: id,
    partyId: id.describe('The owner that ends.'),
    successorId: id.nullable().describe('The owner that takes its place.'),
    from: givenDay.optional().describe('The first day. It may lie ahead; leave it empty for today.'),
    reason: reason.describe('Why it takes its place.'),
    seen: z.object({ successor: id.nullable().optional() }).default({}),
  }),
  capability: 'edit',
  cli: 'owner successor OWNER SUCCESSOR',
  on: 'anywhere',
})
