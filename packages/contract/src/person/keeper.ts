import { id, type Person, personName, type Refusal, type Result, role } from '@beatbook/domain'
import * as z from 'zod'
import type { AuditPage, AuditQuestion } from './audit.ts'

/**
 * A password: 12 to 128 characters, as the National Cyber Security Centre advises, and none that is easily
 * guessed (`password-weak`).
 */
export const password = z.string().min(12).max(128)

/**
 * Who asks for a change of people, when; `commandId` tells a repeat, and one is made where it is not given.
 */
export interface Asking {
  readonly actor: string
  readonly now: string
  readonly today: string
  readonly commandId?: string | undefined
}

/**
 * Somebody to be added, with the first password to hand them. The person's id is the command's unless it is
 * given.
 */
export const newPerson = z.object({
  commandId: id.optional(),
  id: id.optional(),
  name: personName,
  email: z.email().max(254),
  role,
  password,
})
export type NewPerson = z.output<typeof newPerson>

/**
 * The register of people who can sign in. Every change is a command of the record, decided in its writer's
 * transaction.
 */
export interface PeopleKeeper {
  list(): Promise<Person[]>
  /**
   * Makes the first administrator. Refused with `set-up-closed` where somebody can sign in already, or
   * `password-weak`.
   */
  setUp(person: Omit<NewPerson, 'role'>, at: Omit<Asking, 'actor'>): Promise<Result<Person, Refusal>>
  /** Refused with `email-taken` or `password-weak`. */
  add(person: NewPerson, asking: Asking): Promise<Result<Person, Refusal>>
  /** Refused with `not-found`, or `last-administrator` where nobody would be left to administer. */
  setRole(id: string, role: Person['role'], asking: Asking): Promise<Result<Person, Refusal>>
  /** Refused with `not-found`. */
  rename(id: string, name: string, asking: Asking): Promise<Result<Person, Refusal>>
  /**
   * Gives a new password, which its owner must change, and ends their sessions. Refused with `not-found` or
   * `password-weak`.
   */
  setPassword(id: string, password: string, asking: Asking): Promise<Result<null, Refusal>>
  /**
   * Changes one's own password and ends one's other sessions than `sessionId`. Refused with `password-wrong`
   * or `password-weak`.
   */
  changePassword(
    current: string,
    password: string,
    sessionId: string | null,
    asking: Asking,
  ): Promise<Result<null, Refusal>>
  /** Ends the person's sessions at once; what they recorded stays. Refused as `setRole` is. */
  remove(id: string, asking: Asking): Promise<Result<null, Refusal>>
  /** Changes of people and rights, newest first. */
  audit(question: AuditQuestion): Promise<AuditPage>
}
