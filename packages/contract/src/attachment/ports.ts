import type { Id, Instant, NamedFile, Refusal, Result } from '@beatbook/domain'
import type { AddressFailure } from '../action/ports.ts'

/** An uploaded file that waits to be attached, for a day and for the person who brought it alone. */
export interface Upload {
  readonly id: Id
  readonly person: Id
  readonly file: NamedFile
  readonly now: Instant
}

/** Keeps uploaded files until a command names them, and finds the files of actions. */
export interface AttachmentKeeper {
  /** Refused with `uploads-full` where the person has the most uploads that can wait (`MOST_UPLOADS`). */
  mayUpload(person: Id, now: Instant): Promise<Result<null, Refusal>>
  /** Keeps an uploaded file, which is stored already. Refused as `mayUpload`. */
  keep(upload: Upload): Promise<Result<null, Refusal>>
  /**
   * The file of an attachment that an action has or had; `null` where it has none of that id, or it is a web
   * link. An action is found as by `ActionReader`.
   */
  file(address: string, attachmentId: Id): Promise<Result<NamedFile | null, AddressFailure>>
}
