import { levels, type ShownLevel } from '@beatbook/domain'
import type { LevelMark } from '../level/mark.ts'

/** A level by the rules as it is shown: letter, word and shape are its scheme's own. */
export interface RuleMark extends Pick<LevelMark, 'letter' | 'word' | 'shape'> {
  readonly code: string
}

/** The mark of a level by the rules; `null` is not coloured: no scheme, or not worked out yet. */
export const ruleMark = (shown: ShownLevel | null): RuleMark => (shown === null ? notColoured : { code: shown.level, ...pick(shown) })

/** The mark of a level's code in a scheme; a code that no longer stands in it keeps the house's mark, else its own name. */
export const markInScheme = (scheme: { readonly levels: readonly RuleMark[] } | null, code: string): RuleMark => {
  const level = scheme?.levels.find((known) => known.code === code) ?? levels.find((known) => known.code === code)
  return level === undefined ? { code, letter: '?', word: code, shape: '?' } : { code, ...pick(level) }
}

const notColoured: RuleMark = { code: 'none', letter: '–', word: 'Not coloured', shape: '–' }
const pick = ({ letter, word, shape }: Pick<RuleMark, 'letter' | 'word' | 'shape'>) => ({ letter, word, shape })
