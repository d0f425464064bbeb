import { id, type Person, personName, type Refusal, type Result, role } from '@beatbook/domain'
import * as z from 'zod'
import type { AuditPage, AuditQuestion } from './audit.ts'
import type { FeedMade, FeedView, NewFeed } from './feed.ts'

/**
 * A password: 12 to 128 characters, as the National Cyber Security Centre advises; easily guessed ones are
 * refused (`password-weak`).
 */
export const password = z.string().min(12).max(128)

/**
 * Who requests a change of people, and when; `commandId` identifies a repeat, and is generated where absent.
 */
export interface Asking {
  readonly actor: string
  readonly now: string
  readonly today: string
  readonly commandId?: string | undefined
}

/** A person to be added, with an initial password. The person's id is the command's id unless given. */
export const newPerson = z.object({
  commandId: id.optional(),
  id: id.optional(),
  name: personName,
  email: z.email().max(254),
  role,
  password,
})
export type NewPerson = z.output<typeof newPerson>

/** The register of people who can sign in. Every change is a command, decided in the writer's transaction. */
export interface PeopleKeeper {
  list(): Promise<Person[]>
  /**
   * Creates the first administrator. Refused with `set-up-closed` where somebody can sign in already, or with
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
   * Sets a new password, which the person must change, and ends their sessions. Refused with `not-found` or
   * `password-weak`.
   */
  setPassword(id: string, password: string, asking: Asking): Promise<Result<null, Refusal>>
  /**
   * Changes the actor's own password and ends their sessions other than `sessionId`. Refused with
   * `password-wrong` or `password-weak`.
   */
  changePassword(
    current: string,
    password: string,
    sessionId: string | null,
    asking: Asking,
  ): Promise<Result<null, Refusal>>
  /** Removes a person and ends their sessions at once; what they recorded stays. Refused as `setRole` is. */
  remove(id: string, asking: Asking): Promise<Result<null, Refusal>>
  /** The open feeds of a person, or of everybody, by name. */
  feeds(person?: string): Promise<FeedView[]>
  /**
   * Makes a feed of the actor's own. Its secret is in this answer alone. Refused with `too-many-feeds`, or with
   * `id-reused` where it was made already: then its secret is not known any more.
   */
  makeFeed(feed: NewFeed, asking: Asking): Promise<Result<FeedMade, Refusal>>
  /** Ends a feed: its address opens nothing any more. Refused with `not-found`, also where it is not the actor's. */
  endFeed(id: string, asking: Asking): Promise<Result<null, Refusal>>
  /** Changes of people and rights, newest first. */
  audit(question: AuditQuestion): Promise<AuditPage>
}
