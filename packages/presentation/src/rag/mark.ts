import type { ShownLevel } from '@beatbook/contract'
import type { RuleMark } from '@beatbook/domain/english'

/** The mark of a level by the rules; `null` is without a rating: no rules, or not calculated yet. */
export const ruleMark = (shown: ShownLevel | null): RuleMark =>
  shown === null
    ? noRating
    : { code: shown.level, letter: shown.letter, word: shown.word, shape: shown.shape }

const noRating: RuleMark = { code: 'none', letter: '–', word: 'No rating', shape: '–' }
