import { removedCount } from '@beatbook/domain'
import { counted } from '@beatbook/domain/english'

/**
 * What a person is told of the characters that were left out of what they gave, as they would act on a
 * screen; empty where none was.
 */
export const removedSentence = (...given: readonly (string | undefined)[]): string => {
  const removed = given.reduce((sum, text) => sum + removedCount(text ?? ''), 0)
  return removed === 0
    ? ''
    : `${counted(removed, 'character')} that cannot be shown ${removed === 1 ? 'was' : 'were'} removed.`
}

/** What was done, and of what was given for it how much was left out. */
export const doneSentence = (done: string, ...given: readonly (string | undefined)[]): string =>
  [done, removedSentence(...given)].filter(Boolean).join(' ')
