import type { AddressFailure } from '@beatbook/contract'
import { givenText, type Result, readAt, refuse } from '@beatbook/domain'
import { refused } from '../errors.ts'

/** A question about one action. `address` is `plan/ref`, a bare ref where it is unique, or an id. */
export const oneAction = {
  input: readAt.extend({ address: givenText(200) }),
  /** The value of a result; throws the refusal where the address matches no action or several. */
  at: <T>({ address, asAt }: { address: string; asAt?: string }, result: Result<T, AddressFailure>): T => {
    if (result.ok) return result.value
    if (result.error.code === 'not-found')
      throw refused(refuse('not-found', { what: 'action', asked: address, asAt }))
    throw refused(refuse('ambiguous-address', { address, candidates: [...result.error.candidates] }))
  },
}
