import type { LevelCode, StageCode } from '../workflow/schemas.ts'
import { levelCodes } from '../workflow/workflow.ts'

/**
 * Whether a person's level and the rules' level disagree. Not where either is missing or the work is
 * complete, and not where a good level (green, blue) meets one that no person declares (not yet due, in
 * progress), since that does not contradict it.
 */
export const disagrees = (
  declared: LevelCode | null,
  computed: string | null,
  stage: StageCode | null,
): boolean => {
  if (declared === null || computed === null || declared === computed || stage === 'complete') return false
  const declarable = levelCodes.includes(computed)
  return declarable || (declared !== 'green' && declared !== 'blue')
}

/**
 * How a declared level differs from the rules': kinder or harsher on the scale from red to green, `other`
 * where one of them is not on it; `null` where they agree.
 */
export const disagreementOf = (
  declared: LevelCode | null,
  computed: string,
  stage: StageCode | null,
): 'kinder' | 'harsher' | 'other' | null => {
  if (!disagrees(declared, computed, stage)) return null
  const [a, b] = [fromWorst.indexOf(declared ?? ''), fromWorst.indexOf(computed)]
  if (a < 0 || b < 0) return 'other'
  return a > b ? 'kinder' : 'harsher'
}

// Blue is not on the scale: to some it is better than green, to others another word for complete.
const fromWorst: readonly string[] = levelCodes.filter((code) => code !== 'blue')
