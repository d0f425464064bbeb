import type { OpenedFeed, PeopleRecord } from '@beatbook/contract'
import type { Person } from '@beatbook/domain'
import { digestOf } from '../person/tokens.ts'

/** How a secret was met: its feed with its person, one that opens nothing any more, or none that ever was. */
export type Met =
  | { readonly found: 'feed'; readonly feed: OpenedFeed & { readonly person: Person } }
  | { readonly found: 'closed' }
  | { readonly found: 'nothing' }

/** An hour, in milliseconds: how often the use of a feed is written down at most. */
const SEEN_INTERVAL = 3_600_000

/** What opens feeds by their secrets, and writes down that they are used. */
export const createFeeds = (
  record: Pick<PeopleRecord, 'feedOf' | 'feedSeen' | 'run'>,
  { newId, onFailure }: { readonly newId: () => string; readonly onFailure: (error: unknown) => void },
) => ({
  /** The feed of a secret. Whatever is given, it is hashed and looked up once. */
  async meet(secret: string): Promise<Met> {
    const known = await record.feedOf(digestOf(secret))
    if (known === null) return { found: 'nothing' }
    return known.opened === null ? { found: 'closed' } : { found: 'feed', feed: known.opened }
  },
  /** Writes down that a feed was used: the first time as an event, then at most once an hour. Never rejects. */
  async used(
    { id: feedId, usedAt, person }: OpenedFeed & { readonly person: Person },
    { now, today }: { readonly now: string; readonly today: string },
  ): Promise<void> {
    try {
      if (usedAt === null) {
        const input = { commandId: newId(), personId: person.id, feedId }
        await record.run('use-feed', input, {}, { actor: person.id, now, today })
      } else if (Date.parse(now) - Date.parse(usedAt) >= SEEN_INTERVAL) await record.feedSeen(feedId, now)
    } catch (error) {
      // Who reads need not wait until a full disk takes entries again.
      onFailure(error)
    }
  },
})
export type Feeds = ReturnType<typeof createFeeds>
