import type {
  Id,
  Instant,
  Person,
  PersonCommandInput,
  PersonCommandName,
  Refusal,
  Result,
} from '@beatbook/domain'
import type { CommandContext, Outcome } from '../command/ports.ts'
import type { AuditPage, AuditQuestion } from './audit.ts'
import type { FeedView, OpenedFeed } from './feed.ts'

/**
 * Secrets sent with a command about people and stored in no event or command: contact data, password hashes,
 * the id of a session.
 */
export interface Confided {
  /** In lower case; for `set-up` and `add-person`. */
  readonly email?: string
  /** The hash of the new password. */
  readonly passwordHash?: string
  /** The hash that the current password matched, for `change-password`. */
  readonly currentHash?: string
  /** The session that changes its own password and stays open when the others end. */
  readonly sessionId?: string
  /** The SHA-256 of the secret of a new feed, for `make-feed`. */
  readonly feedDigest?: string
}

/** People in the record: who can sign in, and every change of it by commands. */
export interface PeopleRecord {
  /** Everybody who can sign in, by name. */
  list(): Promise<Person[]>
  /** Somebody who can sign in. */
  get(id: Id): Promise<Person | null>
  /** The hash of somebody's password; `null` where nobody with this id can sign in. */
  passwordHash(id: Id): Promise<string | null>
  /** Runs a command as `CommandRunner` does: decided inside the writer's transaction, a repeat only once. */
  run<N extends PersonCommandName>(
    name: N,
    input: PersonCommandInput<N>,
    confided: Confided,
    context: CommandContext,
  ): Promise<Result<Outcome, Refusal>>
  /** The open feeds of a person, or of everybody, by name. */
  feeds(person?: Id): Promise<FeedView[]>
  /** Whose a feed is, open or ended, and the digest of its secret. */
  feed(id: Id): Promise<{ readonly personId: Id; readonly digest: string } | null>
  /**
   * The feed whose secret has a digest; `null` where none ever had it. `opened` is `null` where the feed has ended or
   * its person cannot sign in.
   */
  feedOf(
    digest: string,
  ): Promise<{ readonly opened: (OpenedFeed & { readonly person: Person }) | null } | null>
  /** Writes down that a feed was used, at most once an hour. The first use is a command of its own. */
  feedSeen(id: Id, now: Instant): Promise<void>
  /** Changes of people and rights, newest first. */
  audit(question: AuditQuestion): Promise<AuditPage>
}
