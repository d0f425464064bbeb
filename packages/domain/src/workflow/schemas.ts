import * as z from 'zod'
import { FIRST_WORKFLOW_VERSION } from './pin.ts'
import { levelCodes, stageCodes, workflows } from './workflow.ts'

// Input is checked against the codes of this release. Recorded data may have codes of another one: of an
// older version that was removed, or of a newer one.

/** The code of a workflow in this release. */
export const workflowCode = z.enum([...new Set(workflows.map((workflow) => workflow.code))])

/** The code of a stage of any of this release's workflows: a decision checks it against the plan's. */
export const stageCode = z.enum(stageCodes)

/** The code of a level that people declare, of any of this release's workflows. */
export const levelCode = z.enum(levelCodes)

/**
 * The code of a stage as recorded. `null` always means *not stated*, which is never the same as not started.
 */
export const recordedStage = z.string()
/** The code of a stage. */
export type StageCode = z.infer<typeof recordedStage>

/** The code of a level that people declare, as recorded. */
export const recordedLevel = z.string()
/** The code of a level that people declare. */
export type LevelCode = z.infer<typeof recordedLevel>

/** The workflow in an event; without a version it is the first. */
export const workflowFacts = {
  workflow: z.string(),
  workflowVersion: z.int().min(FIRST_WORKFLOW_VERSION).optional(),
}

/** The workflow of a plan or an action, as in answers. */
export const workflowShape = { workflow: z.string(), workflowVersion: z.int() }
