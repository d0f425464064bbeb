import { type Person, type Refusal, type Result, role } from '@beatbook/domain'
import * as z from 'zod'

/** A password: 12 to 128 characters and no other rule, as the National Cyber Security Centre advises. */
export const password = z.string().min(12).max(128)

/** Somebody to be added, with the first password to hand them. */
export const newPerson = z.object({ name: z.string().trim().min(1).max(200), email: z.email().max(254), role, password })

/** The register of people who can sign in. */
export interface PeopleKeeper {
  list(): Promise<Person[]>
  /** Refused with `email-taken`. */
  add(person: z.output<typeof newPerson>): Promise<Result<Person, Refusal>>
  /** Refused with `not-found`, or `last-administrator` where nobody would be left to administer. */
  setRole(id: string, role: Person['role']): Promise<Result<Person, Refusal>>
  /** Gives a new password to somebody who forgot theirs and ends their sessions. Refused with `not-found`. */
  setPassword(id: string, password: string): Promise<Result<null, Refusal>>
  /** Ends the person's sessions at once; what they recorded stays. Refused as `setRole` is. */
  remove(id: string): Promise<Result<null, Refusal>>
}
