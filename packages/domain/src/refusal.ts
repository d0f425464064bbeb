import * as z from 'zod'

/** Every reason for which the domain, the record or the server refuses what is asked. The sentence of each stands in `presentation`. */
export const refusalCodes = [
  'already-undone',
  'ambiguous-address',
  'bad-date',
  'bad-input',
  'before-it-exists',
  'code-taken',
  'command-reused',
  'contradicts-later',
  'dependency-loop',
  'draft-has-errors',
  'draft-not-found',
  'effective-in-future',
  'email-taken',
  'entry-in-future',
  'last-administrator',
  'level-not-in-scheme',
  'not-allowed',
  'not-found',
  'not-signed-in',
  'no-override',
  'not-withdrawn',
  'nothing-said',
  'nothing-to-accept',
  'override-ended',
  'reason-needed',
  'revised-twice',
  'rows-unconfirmed',
  'scheme-built-in',
  'scheme-invalid',
  'set-up-closed',
  'set-up-token-wrong',
  'stage-not-in-workflow',
  'stale',
  'timescale-not-understood',
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
