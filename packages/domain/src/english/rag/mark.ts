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

/** A level as it is answered, with its mark. */
export interface ShownMark extends Pick<RuleMark, 'letter' | 'word' | 'shape'> {
  readonly level: string
}

/** The mark of a level by the rules; `null` is without a rating: no rules, or not calculated yet. */
export const ruleMark = (shown: ShownMark | null): RuleMark =>
  shown === null
    ? noRating
    : { code: shown.level, letter: shown.letter, word: shown.word, shape: shown.shape }

const noRating: RuleMark = { code: 'none', letter: '–', word: 'No rating', shape: '–' }
