import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { id } from '../id.ts'
import { grantFacts } from './grant.ts'
import { role } from './person.ts'

/**
 * How a person came to be able to sign in: by set-up, by an administrator, or before changes of people were
 * recorded.
 */
export const personOrigins = ['set-up', 'administrator', 'earlier'] as const

/** Somebody can sign in from now on. The name is words; e-mail address and password are never in an event. */
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

/** An administrator gave a person a new password. Their sessions ended. */
export const passwordGiven = bare('password-given')

/** A person chose a password of their own. Their other sessions ended. */
export const passwordChanged = bare('password-changed')

/**
 * A person can no longer sign in. What they recorded stays. `earlier`: before changes of people were
 * recorded.
 */
export const personRemoved = z.object({
  type: z.literal('person-removed'),
  v: z.literal(1),
  facts: z.object({ origin: z.enum(['administrator', 'earlier']) }),
  words: z.object({}),
})

/** A person has a role on an area, a plan or a scheme for a while. It is never dated back. */
export const grantGiven = z.object({
  type: z.literal('grant-given'),
  v: z.literal(1),
  facts: grantFacts,
  words: z.object({}),
})

/** A grant holds no longer from a day on, which may lie ahead and is never dated back. */
export const grantEnded = z.object({
  type: z.literal('grant-ended'),
  v: z.literal(1),
  facts: z.object({ grantId: id, on: isoDate }),
  words: z.object({}),
})

export const personEvent = z.discriminatedUnion('type', [
  personAdded,
  roleSet,
  personRenamed,
  passwordGiven,
  passwordChanged,
  personRemoved,
  grantGiven,
  grantEnded,
])
export type PersonEvent = z.infer<typeof personEvent>
