import { removedCount } from '@beatbook/domain'
import { say } from './print.ts'

/**
 * Prints how many control characters were removed from the given texts before they were saved. Prints nothing
 * where there were none.
 */
export const sayRemoved = async (...given: readonly (string | undefined)[]): Promise<void> => {
  // Rarely needed, so loaded only on demand.
  if (given.some((text) => removedCount(text ?? '') > 0))
    say((await import('@beatbook/presentation')).removedSentence(...given), 'characters-removed')
}
