import * as z from 'zod'

/** Every reason for which the domain, the record or the server refuses what is asked. The sentence of each stands in `presentation`. */
export const refusalCodes = [
  'already-undone',
  'ambiguous-address',
  'bad-date',
  'bad-input',
  'batch-too-costly',
  'before-it-exists',
  'clock-behind',
  'code-taken',
  'command-reused',
  'contradicts-later',
  'dependency-loop',
  'draft-has-errors',
  'draft-not-found',
  'drafts-full',
  'effective-in-future',
  'email-taken',
  'entry-in-future',
  'id-reused',
  'last-administrator',
  'level-not-in-rules',
  'memory-limit',
  'no-override',
  'not-allowed',
  'not-found',
  'not-signed-in',
  'not-withdrawn',
  'nothing-said',
  'nothing-to-accept',
  'override-ended',
  'password-change-due',
  'password-weak',
  'password-wrong',
  'reason-needed',
  'revised-twice',
  'rows-unconfirmed',
  'same-document',
  'rules-built-in',
  'rules-invalid',
  'set-up-closed',
  'set-up-token-wrong',
  'stage-not-in-workflow',
  'stale',
  'stopped',
  'storage-busy',
  'storage-failed',
  'storage-full',
  'time-limit',
  'timescale-not-understood',
  'too-many-at-once',
  'too-many-tries',
  'unknown-choice',
  'withdrawn',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** A refusal: its code, the arguments of its sentence, and for `stale` the fields that changed since they were read. */
export const refusal = z.object({
  code: z.enum(refusalCodes),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Refusal = z.infer<typeof refusal>

/** Makes a refusal. */
export const refuse = (code: RefusalCode, args: Refusal['args'] = {}): Refusal => ({ code, args })

/** A refusal as an error, for what can fail anywhere below a port: storage, above all. `cause` is what made it, for the log alone. */
export class RefusalError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal, cause?: unknown) {
    super(cause instanceof Error ? `${refusal.code}: ${cause.message}` : refusal.code, { cause })
    this.name = 'RefusalError'
    this.refusal = refusal
  }
}

/** An error as it crosses between threads, which keep its words but not its class. */
export interface Failure {
  readonly error: unknown
  readonly refusal: Refusal | null
}

/** An error made ready to be sent to another thread. */
export const toFailure = (error: unknown): Failure =>
  error instanceof RefusalError ? { error: error.cause, refusal: error.refusal } : { error, refusal: null }

/** The error that another thread sent: a `RefusalError` where it was one. */
export const fromFailure = ({ error, refusal }: Failure): unknown => (refusal === null ? error : new RefusalError(refusal, error))
