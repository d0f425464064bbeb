import type { LevelCode } from '../level/level.ts'
import { levels } from '../level/level.ts'
import type { Stage } from '../stage/stage.ts'

/**
 * Whether a person's level and the rules' are at odds. Not where either is missing or the work is complete, and not where a good level
 * (green, blue) meets one that no person declares (not yet due, in progress): that says nothing against it.
 */
export const disagrees = (declared: LevelCode | null, computed: string | null, stage: Stage | null): boolean => {
  if (declared === null || computed === null || declared === computed || stage === 'complete') return false
  const declarable = levels.some((level) => level.code === computed)
  return declarable || (declared !== 'green' && declared !== 'blue')
}
