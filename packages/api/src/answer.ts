import type { Refusal } from '@beatbook/domain'
import { getErrorShape, type TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { ApiContext } from './context.ts'
import { answerMeta, httpStatus, refusalHeaders, refused } from './errors.ts'
import { appRouter } from './router.ts'

/** The path of the procedures. */
export const endpoint = '/trpc'

/** The most calls in one request. */
const MOST_CALLS = 50

/** The error of a failed call: a refusal, or a bug of ours where the code is `INTERNAL_SERVER_ERROR`. */
export interface CallError {
  readonly path: string | undefined
  readonly error: TRPCError
}

/** Answers a request to the procedures, on any thread. `onError` is called for every failed call. */
export const answerRequest = (
  request: Request,
  context: () => ApiContext,
  onError: (failed: CallError) => void,
): Promise<Response> =>
  fetchRequestHandler({
    endpoint,
    req: request,
    router: appRouter,
    createContext: context,
    maxBatchSize: MOST_CALLS,
    allowMethodOverride: true,
    responseMeta: answerMeta,
    onError: ({ error, path }) => onError({ error, path }),
  })

/** Whether all calls are queries, so that nothing is lost when they are cancelled. */
export const onlyAsk = (calls: readonly string[]): boolean => {
  const procedures = appRouter._def.procedures as unknown as Readonly<
    Record<string, { readonly _def: { readonly type: string } }>
  >
  return calls.every((call) => Object.hasOwn(procedures, call) && procedures[call]?._def.type === 'query')
}

/**
 * The answer to a request that is refused before any of its calls is read, in the shape in which clients read
 * refusals.
 */
export const refusedAnswer = (
  refusal: Refusal,
): { readonly status: number; readonly headers: Record<string, string>; readonly body: object } => {
  const shape = getErrorShape({
    config: appRouter._def._config,
    error: refused(refusal),
    type: 'unknown',
    path: undefined,
    input: undefined,
    ctx: undefined,
  })
  return { status: httpStatus(refusal.code), headers: refusalHeaders(refusal), body: { error: shape } }
}
