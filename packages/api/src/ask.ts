import type { Refusal } from '@beatbook/domain'
import { TRPCError } from '@trpc/server'
import type { ApiContext } from './context.ts'
import { refusalOf } from './errors.ts'
import { createCallerFactory } from './procedures.ts'
import { appRouter } from './router.ts'

/**
 * The procedures as functions, for code of the server that asks in somebody's name, with the rights of that person.
 * What they throw may have a refusal (`refusalThrown`).
 */
export const askAs = (context: ApiContext) => createCallerFactory(appRouter)(context)
export type Procedures = ReturnType<typeof askAs>

/** The refusal with which a procedure ended; `null` for any other error, which is our bug. */
export const refusalThrown = (error: unknown): Refusal | null =>
  error instanceof TRPCError ? refusalOf(error) : null
