import { type Refusal, type RefusalCode, RefusalError, refuse } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import * as z from 'zod'

/** The tRPC code of each refusal code; the only such table. */
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
  'attachments-full': 'CONFLICT',
  'file-or-address': 'UNPROCESSABLE_CONTENT',
  'crest-refused': 'UNPROCESSABLE_CONTENT',
  'file-kind-refused': 'UNPROCESSABLE_CONTENT',
  'uploads-full': 'CONFLICT',
  'file-refused': 'UNPROCESSABLE_CONTENT',
  'grant-period': 'UNPROCESSABLE_CONTENT',
  'id-reused': 'CONFLICT',
  'import-needed': 'CONFLICT',
  'last-administrator': 'CONFLICT',
  'level-not-in-rules': 'UNPROCESSABLE_CONTENT',
  'memory-limit': 'UNPROCESSABLE_CONTENT',
  'name-taken': 'CONFLICT',
  'no-pdf-writer': 'UNPROCESSABLE_CONTENT',
  'pdf-refused': 'UNPROCESSABLE_CONTENT',
  'paper-of-one-plan': 'UNPROCESSABLE_CONTENT',
  'nothing-to-take-out': 'UNPROCESSABLE_CONTENT',
  'workbook-of-no-plan': 'UNPROCESSABLE_CONTENT',
  'no-original': 'NOT_FOUND',
  'no-override': 'CONFLICT',
  'not-allowed': 'FORBIDDEN',
  'not-author': 'FORBIDDEN',
  'not-found': 'NOT_FOUND',
  'not-in-settings': 'UNPROCESSABLE_CONTENT',
  'not-signed-in': 'UNAUTHORIZED',
  'not-undoable': 'UNPROCESSABLE_CONTENT',
  'not-withdrawn': 'CONFLICT',
  'nothing-said': 'UNPROCESSABLE_CONTENT',
  'nothing-to-shift': 'UNPROCESSABLE_CONTENT',
  'rows-refused': 'CONFLICT',
  'undo-partly': 'CONFLICT',
  'nothing-to-accept': 'UNPROCESSABLE_CONTENT',
  'override-ended': 'UNPROCESSABLE_CONTENT',
  'holding-period': 'UNPROCESSABLE_CONTENT',
  'party-kind': 'CONFLICT',
  'party-loop': 'CONFLICT',
  'party-merged': 'CONFLICT',
  'password-change-due': 'FORBIDDEN',
  'password-weak': 'UNPROCESSABLE_CONTENT',
  'password-wrong': 'FORBIDDEN',
  'plan-archived': 'CONFLICT',
  'plan-too-large': 'UNPROCESSABLE_CONTENT',
  'plan-without-sections': 'UNPROCESSABLE_CONTENT',
  'section-too-large': 'UNPROCESSABLE_CONTENT',
  'period-not-understood': 'UNPROCESSABLE_CONTENT',
  'programs-only': 'FORBIDDEN',
  'reason-needed': 'UNPROCESSABLE_CONTENT',
  'revised-twice': 'UNPROCESSABLE_CONTENT',
  'rows-unconfirmed': 'UNPROCESSABLE_CONTENT',
  'same-document': 'CONFLICT',
  'rules-built-in': 'CONFLICT',
  'rules-invalid': 'UNPROCESSABLE_CONTENT',
  'section-not-empty': 'CONFLICT',
  'section-taken': 'CONFLICT',
  'set-up-closed': 'CONFLICT',
  'set-up-token-wrong': 'FORBIDDEN',
  'level-not-in-workflow': 'UNPROCESSABLE_CONTENT',
  'split-too-small': 'UNPROCESSABLE_CONTENT',
  'stage-not-in-workflow': 'UNPROCESSABLE_CONTENT',
  stale: 'CONFLICT',
  stopped: 'CLIENT_CLOSED_REQUEST',
  'storage-busy': 'SERVICE_UNAVAILABLE',
  'storage-failed': 'SERVICE_UNAVAILABLE',
  'storage-full': 'SERVICE_UNAVAILABLE',
  'time-limit': 'UNPROCESSABLE_CONTENT',
  'timescale-not-understood': 'UNPROCESSABLE_CONTENT',
  'too-many-feeds': 'UNPROCESSABLE_CONTENT',
  'too-many-views': 'UNPROCESSABLE_CONTENT',
  'too-many-at-once': 'TOO_MANY_REQUESTS',
  'too-many-tries': 'TOO_MANY_REQUESTS',
  'undo-too-large': 'UNPROCESSABLE_CONTENT',
  'unknown-choice': 'BAD_REQUEST',
  'unknown-refusal': 'UNPROCESSABLE_CONTENT',
  withdrawn: 'CONFLICT',
} as const satisfies Record<RefusalCode, TRPCError['code']>

/** A refusal as a tRPC error. */
export const refused = (refusal: Refusal): TRPCError =>
  new TRPCError({
    code: transportCodes[refusal.code],
    message: refusal.code,
    cause: new RefusalError(refusal),
  })

/** HTTP statuses without a tRPC code. */
const otherStatuses: Partial<Record<RefusalCode, number>> = { 'storage-full': 507 }

/** The HTTP status of a refusal: 400 to 499, 503 or 507. */
export const httpStatus = (code: RefusalCode): number =>
  otherStatuses[code] ?? getHTTPStatusCodeFromError(new TRPCError({ code: transportCodes[code] }))

/** The headers of a refusal: `Retry-After` where it has a number of seconds to wait. */
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
 * The status and headers of an answer with `errors`, where one of them is a refusal; otherwise tRPC's own.
 */
export const answerMeta = ({
  errors,
}: {
  errors: readonly TRPCError[]
}): { status?: number; headers?: Headers } => {
  const [refusal, ...others] = errors.flatMap((error) => refusalOf(error) ?? [])
  if (refusal === undefined) return {}
  const headers = new Headers(refusalHeaders(refusal))
  // A batch answers 207 unless all its calls fail in the same way.
  return others.length === 0 && errors.length === 1 ? { headers, ...statusOf(refusal.code) } : { headers }
}

const statusOf = (code: RefusalCode): { status?: number } =>
  otherStatuses[code] === undefined ? {} : { status: otherStatuses[code] }

/**
 * The part of an error that may leave the server: its refusal, or for invalid input where it is invalid.
 * `null` for anything unexpected.
 */
export const refusalOf = (error: TRPCError): Refusal | null => {
  if (error.cause instanceof RefusalError) return error.cause.refusal
  return error.code === 'BAD_REQUEST' && error.cause instanceof z.core.$ZodError
    ? badInput(error.cause)
    : null
}

/**
 * The refusal of input that does not match its schema: the path, the rule it breaks, and for a text that is
 * too long its maximum length in characters (`limit`).
 */
export const badInput = ({ issues: [issue] }: z.core.$ZodError): Refusal => {
  const path = issue?.path.join('.') ?? ''
  if (issue?.code === 'too_big' && issue.origin === 'string')
    return refuse('bad-input', { path, rule: issue.code, limit: Number(issue.maximum) })
  return refuse('bad-input', { path, rule: issue === undefined ? '' : ruleOf(issue) })
}

/** The rule that an issue breaks: the schema's own name where it has one (`params.rule`), otherwise zod's. */
const ruleOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'custom' && typeof issue.params?.['rule'] === 'string' ? issue.params['rule'] : issue.code
