import { removedCount } from '@beatbook/domain'
import { say } from './print.ts'

/**
 * Tells a person how many characters of what they gave were left out of what was saved, as they would act on
 * a screen. Says nothing where none was.
 */
export const sayRemoved = async (...given: readonly (string | undefined)[]): Promise<void> => {
  // What is hardly ever needed is not loaded before it is.
  if (given.some((text) => removedCount(text ?? '') > 0))
    say((await import('@beatbook/presentation')).removedSentence(...given))
}
