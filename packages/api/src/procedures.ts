import {
  type Capability,
  type Refusal,
  type RefusalArgs,
  RefusalError,
  type Result,
  refuse,
} from '@beatbook/domain'
import { initTRPC } from '@trpc/server'
import type * as z from 'zod'
import { callerWho } from './caller.ts'
import type { ApiContext } from './context.ts'
import { refusalOf, refused } from './errors.ts'

const MINUTE = 60_000

/**
 * What a procedure is on, which is what a role must be granted on to call it:
 * - `force`: the force as a whole;
 * - `plan`: the plan that its input names or makes, or to which the action belongs that it names, or what the
 *   conversation is about that it names;
 * - `document`: the plans that the document it names went into;
 * - `homes`: every plan the caller may read, and nothing of any other: lists, counts, search and notices;
 * - `own`: what is the caller's alone, such as drafts; it needs a role on any home.
 */
export type ProcedureObject = 'force' | 'plan' | 'document' | 'homes' | 'own'

/** Metadata of a procedure, for its documentation and for validating its answers. */
export interface ProcedureMeta {
  /** Who may call it. */
  readonly needs?: Capability | 'signed-in'
  /** The object on which a role is required; absent where no role is. */
  readonly on?: ProcedureObject
  /** What it does, in one sentence. */
  readonly summary?: string
  /** The schema of its answer. */
  readonly answers?: z.ZodType
}

const t = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    // Streams are closed periodically: the client reconnects by itself and is authenticated again.
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      maxDurationMs: 5 * MINUTE,
      client: { reconnectAfterInactivityMs: 45_000 },
    },
    errorFormatter: ({ shape, error }) => ({
      code: shape.code,
      message: error.code,
      data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal: refusalOf(error) },
    }),
  })

export const { router, createCallerFactory } = t

/**
 * A procedure anybody may call, signed in or not. A refusal thrown by a port (storage full, busy or failed)
 * becomes the answer.
 */
export const open = t.procedure.use(async ({ next, ctx, meta }) => {
  const result = await next()
  // An answer that does not match its schema is our bug.
  if (ctx.checkOutputs && result.ok) meta?.answers?.parse(result.data)
  if (
    !result.ok &&
    result.error.code === 'INTERNAL_SERVER_ERROR' &&
    result.error.cause instanceof RefusalError
  )
    throw refused(result.error.cause.refusal)
  return result
})

/** A procedure for everybody signed in, even while they must change their password. */
export const signedIn = open.meta({ needs: 'signed-in' }).use(({ ctx, next }) => {
  const { person } = ctx
  if (!person) throw refused(refuse('not-signed-in'))
  return next({ ctx: { person } })
})

/**
 * A procedure for people who have `capability` on the object `on`: the only place where it is decided who may
 * call. So far roles are granted on the whole force, which contains every object.
 */
export const can = (capability: Capability, on: ProcedureObject) =>
  open
    .meta({ needs: capability, on })
    .use(({ ctx, next }) => next({ ctx: { person: valueIn(callerWho(ctx.person, capability)) } }))

/** Declares the schema of a procedure's answer; validated where `checkOutputs` is set. */
export const answers = (schema: z.ZodType): ProcedureMeta => ({ answers: schema })

/** The value of a result; throws its refusal. */
export const valueIn = <T>(result: Result<T, Refusal>): T => {
  if (result.ok) return result.value
  throw refused(result.error)
}

/** Returns `value`; throws a `not-found` refusal with `missing` where it is null. */
export const found = <T>(value: T | null, missing: RefusalArgs['not-found']): T => {
  if (value === null) throw refused(refuse('not-found', missing))
  return value
}
