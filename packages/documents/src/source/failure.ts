import { type ReadFailure, readFailure } from '@beatbook/domain'
import { limits, OverLimit } from './limits.ts'
import { plainName } from './plain.ts'

/**
 * Converts an error thrown by a reader into a failure: over a limit, out of stack or memory, or a bug of
 * ours, with the error's message and its position in our code for the log.
 */
export const failureOf = (said: string, error: unknown): ReadFailure => {
  const name = plainName(said)
  if (error instanceof OverLimit)
    return readFailure('over-limit', { name, limit: error.limit, most: limits[error.limit] })
  if (error instanceof RangeError) return readFailure('too-large', { name })
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const at =
    stack
      ?.split('\n')
      .find((line) => line.trimStart().startsWith('at '))
      ?.trim() ?? ''
  return readFailure('reader-fault', { name, error: message.slice(0, 200), at: at.slice(0, 200) })
}
