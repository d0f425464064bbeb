import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { id } from '../id.ts'
import { feedFacts } from './feed.ts'
import { grantFacts } from './grant.ts'
import { role } from './person.ts'

/** How a person got an account: by set-up, by an administrator, or before changes of people were recorded. */
export const personOrigins = ['set-up', 'administrator', 'earlier'] as const

/**
 * Somebody can sign in from this day. The name is in the words; e-mail address and password are never in an
 * event.
 */
export const personAdded = z.object({
  type: z.literal('person-added'),
  v: z.literal(1),
  facts: z.object({ role, origin: z.enum(personOrigins) }),
  words: z.object({ name: z.string() }),
})

/** A person has another role. */
export const roleSet = z.object({
  type: z.literal('role-set'),
  v: z.literal(1),
  facts: z.object({ role, was: role }),
  words: z.object({}),
})

/** A person has another name; everything they recorded shows the new one. */
export const personRenamed = z.object({
  type: z.literal('person-renamed'),
  v: z.literal(1),
  facts: z.object({}),
  words: z.object({ name: z.string(), was: z.string() }),
})

const bare = <const Type extends string>(type: Type) =>
  z.object({ type: z.literal(type), v: z.literal(1), facts: z.object({}), words: z.object({}) })

/** An administrator set a new password for a person. The person's sessions ended. */
export const passwordGiven = bare('password-given')

/** A person chose their own password. Their other sessions ended. */
export const passwordChanged = bare('password-changed')

/**
 * A person can no longer sign in. What they recorded remains. `earlier`: before changes of people were
 * recorded.
 */
export const personRemoved = z.object({
  type: z.literal('person-removed'),
  v: z.literal(1),
  facts: z.object({ origin: z.enum(['administrator', 'earlier']) }),
  words: z.object({}),
})

/** A person has a role on an area, a plan or a scheme for a period. It is never back-dated. */
export const grantGiven = z.object({
  type: z.literal('grant-given'),
  v: z.literal(1),
  facts: grantFacts,
  words: z.object({}),
})

/** A grant ends on a day, which may be in the future and is never back-dated. */
export const grantEnded = z.object({
  type: z.literal('grant-ended'),
  v: z.literal(1),
  facts: z.object({ grantId: id, on: isoDate }),
  words: z.object({}),
})

/** A person made a feed: a secret address that gives what they may read. The secret is in no event. */
export const feedMade = z.object({
  type: z.literal('feed-made'),
  v: z.literal(1),
  facts: feedFacts,
  words: z.object({ name: z.string() }),
})

const onFeed = <const Type extends string>(type: Type) =>
  z.object({
    type: z.literal(type),
    v: z.literal(1),
    facts: feedFacts.pick({ feedId: true }),
    words: z.object({ name: z.string() }),
  })

/** The address of a feed was asked for the first time. */
export const feedUsed = onFeed('feed-used')

/** The address of a feed opens nothing any more. */
export const feedEnded = onFeed('feed-ended')

export const personEvent = z.discriminatedUnion('type', [
  personAdded,
  roleSet,
  personRenamed,
  passwordGiven,
  passwordChanged,
  personRemoved,
  grantGiven,
  grantEnded,
  feedMade,
  feedUsed,
  feedEnded,
])
export type PersonEvent = z.infer<typeof personEvent>
