import * as z from 'zod'
import { FIRST_WORKFLOW_VERSION, levelCodes, stageCodes, workflows } from './workflow.ts'

// What comes in is held to the codes of this release. What is recorded may have codes of another one: an older
// version that is gone, or a newer one.

/** The code of a workflow that this release has. */
export const workflowCode = z.enum([...new Set(workflows.map((workflow) => workflow.code))])

/** The code of a stage, of any of this release's workflows: a decision holds it to the plan's. */
export const stageCode = z.enum(stageCodes)

/** The code of a level that people declare, of any of this release's workflows. */
export const levelCode = z.enum(levelCodes)

/**
 * The code of a stage as it is recorded. `null` wherever it is used means *not stated*, which is never the same
 * as not started.
 */
export const recordedStage = z.string()
/** The code of a stage. */
export type StageCode = z.infer<typeof recordedStage>

/** The code of a level that people declare, as it is recorded. */
export const recordedLevel = z.string()
/** The code of a level that people declare. */
export type LevelCode = z.infer<typeof recordedLevel>

/** Which workflow an event names; without a version it is the first. */
export const workflowFacts = {
  workflow: z.string(),
  workflowVersion: z.int().min(FIRST_WORKFLOW_VERSION).optional(),
}

/** Which workflow a plan or an action has, as answers say it. */
export const workflowShape = { workflow: z.string(), workflowVersion: z.int() }
