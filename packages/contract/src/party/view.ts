import { givenLine, id, isoDate, likenesses, partyKinds, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { aggregateEvent } from '../aggregate/view.ts'

/** A party by its name, where another one is about it. */
export const partyNamed = z.object({ id, name: z.string() })
export type PartyNamed = z.infer<typeof partyNamed>

/** Who holds a post: a party that is a person, or somebody with an account. */
export const holderShown = z.object({ kind: z.enum(['party', 'account']), id, name: z.string() })
export type HolderShown = z.infer<typeof holderShown>

/** Days on which somebody holds a post, to `to` exclusive; `null` is an open end. Both may lie ahead. */
export const heldView = z.object({
  holdingId: id,
  holder: holderShown,
  from: isoDate,
  to: isoDate.nullable(),
  recorded: z
    .object({ from: isoDate, to: isoDate.nullable() })
    .describe('The days as they were recorded, also where a later entry covers some of them.'),
})
export type HeldView = z.infer<typeof heldView>

/** Days on which a person holds a post. */
export const holdsView = heldView.omit({ holder: true }).extend({ post: partyNamed })
export type HoldsView = z.infer<typeof holdsView>

const account = z.object({ id, name: z.string() }).nullable()
const following = partyNamed.extend({ from: isoDate })

/** What owners are listed by. */
export const partySorts = ['name', 'actions', 'red'] as const

/** A question for a page of owners. */
export const partyQuestion = readAt.extend({
  text: givenLine(200)
    .optional()
    .describe('Words that occur in a name of the owner, in one it had, or in an alias.'),
  kind: z.enum(partyKinds).optional(),
  sort: z.enum(partySorts).default('name'),
  descending: z.boolean().default(false),
  limit: z.int().min(1).max(500).default(100),
  after: id.optional().describe('The owner after which the page begins: the last of the page before.'),
})
export type PartyQuestion = z.output<typeof partyQuestion>

/** An owner in a list. */
export const partyRow = z.object({
  id,
  name: z.string(),
  kind: z.enum(partyKinds).nullable(),
  aliases: z.array(z.string()).describe('Other names that mean it: those it had, and its aliases.'),
  parent: partyNamed.nullable().describe('The owner it belongs to.'),
  holder: heldView.nullable().describe('Who holds the post on the day.'),
  actions: z.int().describe('The actions it owns that are not withdrawn.'),
  red: z
    .object({
      computed: z.int().describe('Those of them that are red by the rules.'),
      declared: z.int().describe('Those of them that are declared red.'),
    })
    .describe('How many of its actions are red.'),
})
export type PartyRow = z.infer<typeof partyRow>

/** A page of owners; `next` is the `after` of the next one. */
export const partyPage = z.object({ rows: z.array(partyRow), count: z.int(), next: id.nullable() })
export type PartyPage = z.infer<typeof partyPage>

/** One owner. */
export const partyView = partyRow.extend({
  since: isoDate.describe('The day it exists from.'),
  names: z
    .array(z.object({ name: z.string(), from: isoDate }))
    .describe('Its names in the order of their days, each with the day it begins on.'),
  given: z.array(z.string()).describe('The aliases that people added, which can be removed.'),
  below: z.array(partyNamed).describe('The owners that belong to it.'),
  merged: z
    .array(partyNamed.extend({ on: isoDate, commandId: id }))
    .describe('The owners that were merged into it, each with the command that did, which can be undone.'),
  plans: z
    .array(z.object({ planId: id, code: z.string(), title: z.string(), actions: z.int() }))
    .describe('The plans with actions of it that are not withdrawn.'),
  open: z.int().describe('The actions it owns that are neither withdrawn nor complete.'),
  holders: z.array(heldView).describe('Who holds the post, through all days in their order.'),
  vacantSince: isoDate.nullable().describe('Since when the post has had no holder, where it had one before.'),
  holds: z.array(holdsView).describe('The posts that the person holds, held, or will hold.'),
  account: account.describe('The account that the person is on the day.'),
  accounts: z.array(z.object({ account, from: isoDate })).describe('Those accounts through all days.'),
  left: isoDate
    .nullable()
    .describe('The first day on which the person is no longer there; it may lie ahead.'),
  successor: following.nullable().describe('The owner that takes its place, from a day that may lie ahead.'),
  succeeds: z.array(following).describe('The owners whose place it takes.'),
})
export type PartyView = z.infer<typeof partyView>

/** What happened to an owner, oldest first, with the names of the owners that the events are about. */
export const partyHistory = z.object({
  events: z.array(aggregateEvent.extend({ by: z.object({ id: z.string(), name: z.string() }) })),
  parties: z.array(partyNamed),
})
export type PartyHistoryView = z.infer<typeof partyHistory>

/** Two owners that may be the same: `keep` has more actions, or the longer name. */
export const alikeView = z.object({
  keep: partyNamed.extend({ actions: z.int() }),
  other: partyNamed.extend({ actions: z.int() }),
  because: z.enum(likenesses),
})
export type AlikeView = z.infer<typeof alikeView>

/** Why what an owner has waits for somebody: the post has no holder any more, or the person left. */
export const vacancyReasons = ['no-holder', 'left'] as const

/** An owner with open actions and nobody there. */
export const vacancyView = partyNamed.extend({
  kind: z.enum(partyKinds).nullable(),
  because: z.enum(vacancyReasons),
  since: isoDate.describe('The first day on which nobody was there.'),
  last: holderShown.nullable().describe('Who held the post last.'),
  open: z.int().describe('The actions it owns that are neither withdrawn nor complete.'),
})
export type VacancyView = z.infer<typeof vacancyView>

/** The most actions that a preview of giving over names. */
export const MOST_GIVEN_SHOWN = 100

/** The actions that another owner would get, each with the day from which it would be theirs. */
export const handOverPreview = z.object({
  count: z.int().describe('How many actions there are.'),
  rows: z
    .array(z.object({ id, address: z.string(), text: z.string(), on: isoDate }))
    .describe(`The first of them in the order of their plans, at most ${MOST_GIVEN_SHOWN}.`),
})
export type HandOverPreview = z.infer<typeof handOverPreview>
