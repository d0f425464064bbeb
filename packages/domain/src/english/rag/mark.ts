import { everyLevel } from '../../workflow/workflow.ts'
import type { LevelMark } from '../level.ts'

/** The mark of a level by the rules: letter, word and shape come from the rules. */
export interface RuleMark extends Pick<LevelMark, 'letter' | 'word' | 'shape'> {
  readonly code: string
}

/**
 * The mark of a level's code in RAG rules; a code that the rules no longer have gets the built-in mark, or
 * its own name.
 */
export const markInRules = (
  ragRules: { readonly levels: readonly RuleMark[] } | null,
  code: string,
): RuleMark => {
  const level =
    ragRules?.levels.find((known) => known.code === code) ?? everyLevel.find((known) => known.code === code)
  if (level === undefined) return { code, letter: '?', word: code, shape: '?' }
  return { code, letter: level.letter, word: level.word, shape: level.shape }
}
