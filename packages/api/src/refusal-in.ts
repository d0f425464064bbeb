import { type Refusal, readFailureCodes, refusal, refuse } from '@beatbook/domain'
import { TRPCClientError } from '@trpc/client'
import * as z from 'zod'

/**
 * The refusal of a failed call; `null` where it failed for another reason (no connection, a bug of the
 * server). A code that only a newer server knows becomes `unknown-refusal`.
 */
export const refusalIn = (error: unknown): Refusal | null =>
  error instanceof TRPCClientError ? read(error.data?.refusal) : null

/**
 * The refusal in the body of a failed answer outside tRPC (`{ error: { code, args } }`); `null` where there
 * is none: a bug of the server, or a document that could not be read. A code that only a newer server knows
 * becomes `unknown-refusal`.
 */
export const refusalInBody = (body: unknown): Refusal | null => {
  const answer = failed.safeParse(body)
  return answer.success ? read(answer.data.error) : null
}

const read = (value: unknown): Refusal | null => {
  const known = refusal.safeParse(value)
  if (known.success) return known.data
  const newer = coded.safeParse(value)
  return newer.success && !others.includes(newer.data.code)
    ? refuse('unknown-refusal', { code: newer.data.code })
    : null
}

const failed = z.object({ error: z.unknown() })
const coded = z.object({ code: z.string(), args: z.record(z.string(), z.unknown()) })
const others: readonly string[] = ['unexpected', ...readFailureCodes]
