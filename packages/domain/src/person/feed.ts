import * as z from 'zod'
import { type Id, id } from '../id.ts'

/** What a feed gives: the last days of actions as a calendar, or the facts of the record as tables. */
export const feedKinds = ['calendar', 'data'] as const
export type FeedKind = (typeof feedKinds)[number]

/**
 * A feed: what a secret address gives to whoever has it, with the rights of its person. Without a plan a calendar has
 * their own work, and data have everything that they may read. `withWords`: a calendar says what the actions are.
 */
export const feedFacts = z.object({
  feedId: id,
  kind: z.enum(feedKinds),
  planId: id.nullable(),
  withWords: z.boolean(),
})

/** The most feeds that one person may have at a time. */
export const MOST_FEEDS = 20

/** A feed that the record knows, open or ended. */
export interface KnownFeed {
  readonly personId: Id
  readonly name: string
  readonly isOpen: boolean
  /** Whether its address was ever asked. */
  readonly isUsed: boolean
}
