import type { FeedView, OpenedFeed, PeopleRecord } from '@beatbook/contract'
import {
  type FeedKind,
  feedKinds,
  type Id,
  type Instant,
  type KnownFeed,
  type Person,
  role,
} from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'
import { planStates } from '../stream/plan-states.ts'

/** An hour, in milliseconds: how often the use of a feed is written down at most. */
const SEEN_INTERVAL = 3_600_000

/** Reads feeds: lists of those that are open, and the one that a secret opens. */
export const feedReader = (db: Kysely<Schema>): Pick<PeopleRecord, 'feeds' | 'feed' | 'feedOf'> => ({
  feeds: async (person) => {
    let asked = db
      .selectFrom('feed')
      .innerJoin('user', 'user.id', 'feed.person_id')
      .select(['feed.id', 'person_id', 'kind', 'plan_id', 'with_words', 'made_at', 'used_at'])
      .select(['feed.name as called', 'user.name as by'])
      .where('ended_at', 'is', null)
      .where('user.removedAt', 'is', null)
    if (person !== undefined) asked = asked.where('person_id', '=', person)
    const rows = await asked.orderBy('user.name').orderBy('feed.name').orderBy('feed.id').execute()
    const ids = rows.map((row) => row.plan_id).filter(Boolean)
    const plans = new Map((await planStates(db, {}, { only: ids })).map((plan) => [plan.id, plan]))
    return rows.map((row): FeedView => {
      const plan = plans.get(row.plan_id)
      return {
        id: row.id,
        person: { id: row.person_id, name: row.by },
        kind: kindOf(row.kind),
        withWords: row.with_words === 1,
        plan:
          row.plan_id === ''
            ? null
            : { id: row.plan_id, code: plan?.code ?? null, title: plan?.title ?? null },
        name: row.called,
        madeAt: row.made_at,
        usedAt: row.used_at,
      }
    })
  },
  feed: async (id) => {
    const row = await db
      .selectFrom('feed')
      .select(['person_id', 'digest'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row === undefined ? null : { personId: row.person_id, digest: row.digest }
  },
  feedOf: async (digest) => {
    const row = await db
      .selectFrom('feed')
      .leftJoin('user', 'user.id', 'feed.person_id')
      .select(['feed.id', 'person_id', 'kind', 'plan_id', 'with_words', 'used_at', 'ended_at'])
      .select(['feed.name as called', 'user.name', 'email', 'role', 'removedAt', 'mustChangePassword'])
      .where('digest', '=', digest)
      .executeTakeFirst()
    if (row === undefined) return null
    if (row.ended_at !== null || row.role === null || row.removedAt !== null) return { opened: null }
    const person: Person = {
      id: row.person_id,
      name: row.name ?? '',
      email: row.email ?? '',
      role: role.parse(row.role),
      mustChangePassword: row.mustChangePassword === 1,
    }
    const opened: OpenedFeed & { readonly person: Person } = {
      id: row.id,
      kind: kindOf(row.kind),
      planId: row.plan_id === '' ? null : row.plan_id,
      withWords: row.with_words === 1,
      name: row.called,
      usedAt: row.used_at,
      person,
    }
    return { opened }
  },
})

/** What a command about a feed needs to know of it, and of the open ones of its person. */
export const feedsKnown = async (
  db: Kysely<Schema>,
  personId: Id,
  feedId: Id | null,
): Promise<{ readonly feed: KnownFeed | null; readonly openFeeds: number }> => {
  if (feedId === null) return { feed: null, openFeeds: 0 }
  const row = await db
    .selectFrom('feed')
    .select(['person_id', 'name', 'used_at', 'ended_at'])
    .where('id', '=', feedId)
    .executeTakeFirst()
  const { open } = await db
    .selectFrom('feed')
    .select((of) => of.fn.countAll<number>().as('open'))
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  const feed = row && {
    personId: row.person_id,
    name: row.name,
    isOpen: row.ended_at === null,
    isUsed: row.used_at !== null,
  }
  return { feed: feed ?? null, openFeeds: Number(open) }
}

/** Ends the open feeds of a person, or one of them. */
export const endFeeds = async (db: Kysely<Schema>, personId: Id, at: Instant, feedId?: Id): Promise<void> => {
  let ended = db
    .updateTable('feed')
    .set({ ended_at: at })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
  if (feedId !== undefined) ended = ended.where('id', '=', feedId)
  await ended.execute()
}

/** Writes down that a feed was used, where that was last done an hour or more ago. */
export const feedSeen = async (db: Kysely<Schema>, id: Id, now: Instant): Promise<void> => {
  const before = new Date(Date.parse(now) - SEEN_INTERVAL).toISOString()
  await db
    .updateTable('feed')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('used_at', '<=', before)
    .execute()
}

const kindOf = (kind: string): FeedKind => feedKinds.find((known) => known === kind) ?? 'calendar'
