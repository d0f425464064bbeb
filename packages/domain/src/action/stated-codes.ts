import { type Refusal, refuse } from '../refusal.ts'
import type { WorkflowPin } from '../workflow/pin.ts'
import type { LevelCode, StageCode } from '../workflow/schemas.ts'
import { levelsOf, stagesOf } from '../workflow/workflow.ts'

/** The codes that an update states; one that it leaves out or clears is absent or `null`. */
export interface StatedCodes {
  readonly stage?: StageCode | undefined
  readonly level?: LevelCode | null | undefined
}

/**
 * The first stated code that the pinned workflow lacks: `stage-not-in-workflow` or `level-not-in-workflow`;
 * `null` where it has them all. Source: DESIGN, "Stage, level, workflow".
 */
export const refusalOfCodes = ({ stage, level }: StatedCodes, pin: WorkflowPin): Refusal | null => {
  const stages = stagesOf(pin)
  if (stage !== undefined && !stages.includes(stage))
    return refuse('stage-not-in-workflow', { stage, stages: [...stages] })
  const levels = levelsOf(pin)
  if (level != null && !levels.includes(level))
    return refuse('level-not-in-workflow', { level, levels: [...levels] })
  return null
}
