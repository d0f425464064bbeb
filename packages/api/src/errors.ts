import { type Refusal, type RefusalCode, RefusalError, refuse } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import * as z from 'zod'

/** How each refusal travels. The one table from the domain's codes to the transport's. */
const transportCodes = {
  'already-undone': 'CONFLICT',
  'ambiguous-address': 'CONFLICT',
  'bad-date': 'BAD_REQUEST',
  'bad-input': 'BAD_REQUEST',
  'batch-too-costly': 'BAD_REQUEST',
  'before-it-exists': 'UNPROCESSABLE_CONTENT',
  'clock-behind': 'SERVICE_UNAVAILABLE',
  'code-taken': 'CONFLICT',
  'column-choices': 'UNPROCESSABLE_CONTENT',
  'column-taken': 'CONFLICT',
  'column-unfit': 'UNPROCESSABLE_CONTENT',
  'columns-full': 'CONFLICT',
  'command-reused': 'CONFLICT',
  'contradicts-later': 'CONFLICT',
  'cross-site': 'FORBIDDEN',
  'dependency-loop': 'CONFLICT',
  'draft-has-errors': 'UNPROCESSABLE_CONTENT',
  'draft-not-found': 'NOT_FOUND',
  'drafts-full': 'CONFLICT',
  'effective-in-future': 'UNPROCESSABLE_CONTENT',
  'email-taken': 'CONFLICT',
  'entry-in-future': 'UNPROCESSABLE_CONTENT',
  'file-refused': 'UNPROCESSABLE_CONTENT',
  'grant-period': 'UNPROCESSABLE_CONTENT',
  'id-reused': 'CONFLICT',
  'last-administrator': 'CONFLICT',
  'level-not-in-rules': 'UNPROCESSABLE_CONTENT',
  'memory-limit': 'UNPROCESSABLE_CONTENT',
  'no-original': 'NOT_FOUND',
  'no-override': 'CONFLICT',
  'not-allowed': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'not-in-settings': 'UNPROCESSABLE_CONTENT',
  'not-signed-in': 'UNAUTHORIZED',
  'not-undoable': 'UNPROCESSABLE_CONTENT',
  'not-withdrawn': 'CONFLICT',
  'nothing-said': 'UNPROCESSABLE_CONTENT',
  'nothing-to-accept': 'UNPROCESSABLE_CONTENT',
  'override-ended': 'UNPROCESSABLE_CONTENT',
  'password-change-due': 'FORBIDDEN',
  'password-weak': 'UNPROCESSABLE_CONTENT',
  'password-wrong': 'FORBIDDEN',
  'programs-only': 'FORBIDDEN',
  'reason-needed': 'UNPROCESSABLE_CONTENT',
  'revised-twice': 'UNPROCESSABLE_CONTENT',
  'rows-unconfirmed': 'UNPROCESSABLE_CONTENT',
  'same-document': 'CONFLICT',
  'rules-built-in': 'CONFLICT',
  'rules-invalid': 'UNPROCESSABLE_CONTENT',
  'set-up-closed': 'CONFLICT',
  'set-up-token-wrong': 'FORBIDDEN',
  'level-not-in-workflow': 'UNPROCESSABLE_CONTENT',
  'stage-not-in-workflow': 'UNPROCESSABLE_CONTENT',
  stale: 'CONFLICT',
  stopped: 'CLIENT_CLOSED_REQUEST',
  'storage-busy': 'SERVICE_UNAVAILABLE',
  'storage-failed': 'SERVICE_UNAVAILABLE',
  'storage-full': 'SERVICE_UNAVAILABLE',
  'time-limit': 'UNPROCESSABLE_CONTENT',
  'timescale-not-understood': 'UNPROCESSABLE_CONTENT',
  'too-many-at-once': 'TOO_MANY_REQUESTS',
  'too-many-tries': 'TOO_MANY_REQUESTS',
  'undo-too-large': 'UNPROCESSABLE_CONTENT',
  'unknown-choice': 'BAD_REQUEST',
  'unknown-refusal': 'UNPROCESSABLE_CONTENT',
  withdrawn: 'CONFLICT',
} as const satisfies Record<RefusalCode, TRPCError['code']>

/** A refusal as an error that can be thrown through the transport. */
export const refused = (refusal: Refusal): TRPCError =>
  new TRPCError({
    code: transportCodes[refusal.code],
    message: refusal.code,
    cause: new RefusalError(refusal),
  })

/** Statuses for which the transport has no code of its own. */
const otherStatuses: Partial<Record<RefusalCode, number>> = { 'storage-full': 507 }

/** The HTTP status a refusal answers with: 400 to 499, 503 or 507. */
export const httpStatus = (code: RefusalCode): number =>
  otherStatuses[code] ?? getHTTPStatusCodeFromError(new TRPCError({ code: transportCodes[code] }))

/** The headers a refusal answers with: `Retry-After` where it says after how many seconds to come again. */
export const refusalHeaders = (refusal: Refusal): Record<string, string> => {
  switch (refusal.code) {
    case 'storage-busy':
    case 'too-many-at-once':
    case 'too-many-tries':
      return { 'retry-after': String(refusal.args.seconds) }
    default:
      return {}
  }
}

/**
 * The status and headers of an answer that holds `errors`, where a refusal among them decides them; else the
 * transport's own.
 */
export const answerMeta = ({
  errors,
}: {
  errors: readonly TRPCError[]
}): { status?: number; headers?: Headers } => {
  const [refusal, ...others] = errors.flatMap((error) => refusalOf(error) ?? [])
  if (refusal === undefined) return {}
  const headers = new Headers(refusalHeaders(refusal))
  // Several calls that travel together answer 207 unless all fail alike.
  return others.length === 0 && errors.length === 1 ? { headers, ...statusOf(refusal.code) } : { headers }
}

const statusOf = (code: RefusalCode): { status?: number } =>
  otherStatuses[code] === undefined ? {} : { status: otherStatuses[code] }

/**
 * What of an error may leave the server: the refusal it carries, or for input that does not fit its schema
 * where it does not. `null` for anything unexpected.
 */
export const refusalOf = (error: TRPCError): Refusal | null => {
  if (error.cause instanceof RefusalError) return error.cause.refusal
  return error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError
    ? badInput(error.cause)
    : null
}

/**
 * The refusal of input that does not fit its schema: where, the rule it breaks, and for a text that is too
 * long how many characters it may have (`limit`).
 */
export const badInput = ({ issues: [issue] }: z.core.$ZodError): Refusal => {
  const path = issue?.path.join('.') ?? ''
  if (issue?.code === 'too_big' && issue.origin === 'string')
    return refuse('bad-input', { path, rule: issue.code, limit: Number(issue.maximum) })
  return refuse('bad-input', { path, rule: issue === undefined ? '' : ruleOf(issue) })
}

/**
 * The rule an issue breaks: its own name where the schema gives one (`params.rule`), else what zod calls it.
 */
const ruleOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' && typeof issue.params?.['rule'] === 'string' ? issue.params['rule'] : issue.code
