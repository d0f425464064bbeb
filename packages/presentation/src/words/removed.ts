import { removedCount } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'

/**
 * The message about control characters that were removed from a person's input; empty where there were none.
 */
export const removedSentence = (...given: readonly (string | undefined)[]): string => {
  const removed = given.reduce((sum, text) => sum + removedCount(text ?? ''), 0)
  return removed === 0
    ? ''
    : `${counted(removed, 'character')} that cannot be shown ${removed === 1 ? 'was' : 'were'} removed.`
}

/** What was done, and how many characters of the input were removed. */
export const doneSentence = (done: string, ...given: readonly (string | undefined)[]): string =>
  [done, removedSentence(...given)].filter(Boolean).join(' ')
