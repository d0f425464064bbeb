import type { ShownLevel } from '@beatbook/contract'
import { levels } from '@beatbook/domain'
import type { LevelMark } from '../level/mark.ts'

/** A level by the rules as it is shown: letter, word and shape are those of its rules. */
export interface RuleMark extends Pick<LevelMark, 'letter' | 'word' | 'shape'> {
  readonly code: string
}

/** The mark of a level by the rules; `null` is without a rating: no rules, or not worked out yet. */
export const ruleMark = (shown: ShownLevel | null): RuleMark => (shown === null ? noRating : { code: shown.level, ...pick(shown) })

/** The mark of a level's code in RAG rules; a code that no longer stands in them keeps the house's mark, else its own name. */
export const markInRules = (ragRules: { readonly levels: readonly RuleMark[] } | null, code: string): RuleMark => {
  const level = ragRules?.levels.find((known) => known.code === code) ?? levels.find((known) => known.code === code)
  return level === undefined ? { code, letter: '?', word: code, shape: '?' } : { code, ...pick(level) }
}

const noRating: RuleMark = { code: 'none', letter: '–', word: 'No rating', shape: '–' }
const pick = ({ letter, word, shape }: Pick<RuleMark, 'letter' | 'word' | 'shape'>) => ({ letter, word, shape })
