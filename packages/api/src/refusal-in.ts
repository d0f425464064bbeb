import { type Refusal, refusal } from '@beatbook/domain'
import { TRPCClientError } from '@trpc/client'

/** The refusal a failed call carries, `null` where it failed for another reason (no connection, a fault of the server). */
export const refusalIn = (error: unknown): Refusal | null => {
  if (!(error instanceof TRPCClientError)) return null
  const read = refusal.safeParse(error.data?.refusal)
  return read.success ? read.data : null
}
