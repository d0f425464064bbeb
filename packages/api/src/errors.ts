import { type Refusal, type RefusalCode, refuse } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import * as z from 'zod'

/** How each refusal travels. The one table from the domain's codes to the transport's. */
const transportCodes = {
  'already-undone': 'CONFLICT',
  'ambiguous-address': 'CONFLICT',
  'bad-date': 'BAD_REQUEST',
  'bad-input': 'BAD_REQUEST',
  'before-it-exists': 'UNPROCESSABLE_CONTENT',
  'code-taken': 'CONFLICT',
  'command-reused': 'CONFLICT',
  'contradicts-later': 'CONFLICT',
  'dependency-loop': 'CONFLICT',
  'draft-has-errors': 'UNPROCESSABLE_CONTENT',
  'draft-not-found': 'NOT_FOUND',
  'effective-in-future': 'UNPROCESSABLE_CONTENT',
  'email-taken': 'CONFLICT',
  'entry-in-future': 'UNPROCESSABLE_CONTENT',
  'last-administrator': 'CONFLICT',
  'level-not-in-scheme': 'UNPROCESSABLE_CONTENT',
  'no-override': 'CONFLICT',
  'not-allowed': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'not-signed-in': 'UNAUTHORIZED',
  'not-withdrawn': 'CONFLICT',
  'nothing-said': 'UNPROCESSABLE_CONTENT',
  'nothing-to-accept': 'UNPROCESSABLE_CONTENT',
  'override-ended': 'UNPROCESSABLE_CONTENT',
  'reason-needed': 'UNPROCESSABLE_CONTENT',
  'revised-twice': 'UNPROCESSABLE_CONTENT',
  'rows-unconfirmed': 'UNPROCESSABLE_CONTENT',
  'scheme-built-in': 'CONFLICT',
  'scheme-invalid': 'UNPROCESSABLE_CONTENT',
  'set-up-closed': 'CONFLICT',
  'set-up-token-wrong': 'FORBIDDEN',
  'stage-not-in-workflow': 'UNPROCESSABLE_CONTENT',
  stale: 'CONFLICT',
  'timescale-not-understood': 'UNPROCESSABLE_CONTENT',
  'unknown-choice': 'BAD_REQUEST',
  withdrawn: 'CONFLICT',
} as const satisfies Record<RefusalCode, TRPCError['code']>

/** A refusal as an error that can be thrown through the transport. */
export const refused = (refusal: Refusal): TRPCError =>
  new TRPCError({ code: transportCodes[refusal.code], message: refusal.code, cause: new RefusalCause(refusal) })

/** The HTTP status (400 to 499) a refusal answers with. */
export const httpStatus = (code: RefusalCode): number => getHTTPStatusCodeFromError(refused(refuse(code)))

/** What of an error may leave the server: the refusal it carries, or for input that does not fit its schema where it does not. `null` for anything unexpected. */
export const refusalOf = (error: TRPCError): Refusal | null => {
  if (error.cause instanceof RefusalCause) return error.cause.refusal
  if (error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError) {
    const [issue] = error.cause.issues
    return refuse('bad-input', { path: issue?.path.join('.') ?? '', rule: issue?.code ?? '' })
  }
  return null
}

class RefusalCause extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
