import { feedFacts, feedName, id, instant } from '@beatbook/domain'
import * as z from 'zod'

/** The tables of a feed of data, by the names of their files: `actions.csv`. */
export const feedTables = [
  'actions',
  'plans',
  'sections',
  'owners',
  'action-owners',
  'updates',
  'ratings',
  'timescales',
] as const
export type FeedTable = (typeof feedTables)[number]

/** A feed to be made. Its id is made by whoever asks. */
export const newFeed = feedFacts
  .omit({ feedId: true })
  .extend({ id, commandId: id.optional(), name: feedName })
export type NewFeed = z.output<typeof newFeed>

/**
 * A feed that is open, as lists show it: whose it is, what it gives, and when its address was last used, to the hour
 * (`null`: never). Its secret is nowhere.
 */
export const feedView = z.object({
  id,
  person: z.object({ id: z.string(), name: z.string() }),
  ...feedFacts.pick({ kind: true, withWords: true }).shape,
  /** The plan that it is limited to; one that is no longer there has no code. */
  plan: z.object({ id, code: z.string().nullable(), title: z.string().nullable() }).nullable(),
  name: z.string(),
  madeAt: instant,
  usedAt: instant.nullable(),
})
export type FeedView = z.infer<typeof feedView>

/**
 * A feed that was just made. `path` is its address on the server, the only place where its secret is: of a calendar the
 * file itself, of data the folder of the tables, with a slash at the end.
 */
export const feedMadeView = z.object({ id, path: z.string() })
export type FeedMade = z.infer<typeof feedMadeView>

/** A feed as its address opens it. */
export interface OpenedFeed extends Pick<FeedView, 'id' | 'kind' | 'withWords' | 'name'> {
  readonly planId: string | null
  /** When its use was last written down. */
  readonly usedAt: string | null
}
