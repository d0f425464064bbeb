import { AsyncLocalStorage } from 'node:async_hooks'
import { RefusalError } from '@beatbook/domain'

const failures = new AsyncLocalStorage<{ refusal: RefusalError | null }>()

/** Records a storage failure during sign-in: better-auth catches every error and answers 500. */
export const noteFailure = (error: unknown): void => {
  const answering = failures.getStore()
  if (answering !== undefined && error instanceof RefusalError) answering.refusal = error
}

/** Returns the answer of sign-in; throws the refusal if storage failed meanwhile. */
export const orThrowRefusal = (answer: () => Promise<Response>): Promise<Response> =>
  failures.run({ refusal: null }, async () => {
    const given = await answer()
    const refusal = failures.getStore()?.refusal ?? null
    if (refusal !== null) throw refusal
    return given
  })
