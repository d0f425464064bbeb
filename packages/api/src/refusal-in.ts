import { type Refusal, readFailureCodes, refusal, refuse } from '@beatbook/domain'
import { TRPCClientError } from '@trpc/client'
import * as z from 'zod'

/**
 * The refusal a failed call carries, `null` where it failed for another reason (no connection, a fault of the
 * server). One that only a newer server knows is `unknown-refusal`.
 */
export const refusalIn = (error: unknown): Refusal | null =>
  error instanceof TRPCClientError ? read(error.data?.refusal) : null

/**
 * The refusal in the body of a plain address's failed answer (`{ error: { code, args } }`), `null` where
 * there is none: a fault of the server, or a document that could not be read. One that only a newer server
 * knows is `unknown-refusal`.
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
