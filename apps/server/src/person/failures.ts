import { AsyncLocalStorage } from 'node:async_hooks'
import { RefusalError } from '@beatbook/domain'

const failures = new AsyncLocalStorage<{ refusal: RefusalError | null }>()

/** Remembers that storage failed while sign-in answered: better-auth swallows every error and answers 500. */
export const noteFailure = (error: unknown): void => {
  const answering = failures.getStore()
  if (answering !== undefined && error instanceof RefusalError) answering.refusal = error
}

/** Gives sign-in's answer; throws the refusal of storage that stood in its way. */
export const orRefused = (answer: () => Promise<Response>): Promise<Response> =>
  failures.run({ refusal: null }, async () => {
    const given = await answer()
    const refusal = failures.getStore()?.refusal ?? null
    if (refusal !== null) throw refusal
    return given
  })
