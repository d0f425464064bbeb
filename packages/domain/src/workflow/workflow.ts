import { FIRST_WORKFLOW_VERSION, type WorkflowPin } from './pin.ts'

/** A stage of a workflow. */
export interface Stage {
  readonly code: string
  readonly word: string
}

/**
 * A level that people declare. Letter, word and shape are always next to the colour: a RAG is never colour
 * alone.
 */
export interface Level {
  readonly code: string
  readonly letter: string
  readonly word: string
  readonly shape: string
}

/**
 * A workflow: the stages of a plan's actions, first to last, and the levels that people declare for them,
 * worst first. `complete` is the last stage of each and is not a level.
 *
 * A version never changes once it has shipped: plans pin it, and decisions about their actions use it. Other
 * stages or levels are a new version. A code means the same in every workflow and version.
 */
export interface Workflow {
  readonly code: string
  readonly version: number
  readonly title: string
  readonly stages: readonly Stage[]
  readonly levels: readonly Level[]
}

const complete: Stage = { code: 'complete', word: 'Complete' }

const sixColours: readonly Level[] = [
  { code: 'red', letter: 'R', word: 'Red', shape: '■' },
  { code: 'amber-red', letter: 'AR', word: 'Amber/Red', shape: '◆' },
  { code: 'amber', letter: 'A', word: 'Amber', shape: '▲' },
  { code: 'amber-green', letter: 'AG', word: 'Amber/Green', shape: '◐' },
  { code: 'green', letter: 'G', word: 'Green', shape: '●' },
  { code: 'blue', letter: 'B', word: 'Blue', shape: '◇' },
]

/** Every version of every workflow, in the order in which they are offered. */
export const workflows: readonly Workflow[] = [
  {
    code: 'simple',
    version: 1,
    title: 'Simple',
    stages: [
      { code: 'not-started', word: 'Not started' },
      { code: 'in-progress', word: 'In progress' },
      complete,
    ],
    levels: sixColours,
  },
  {
    code: 'inspectorate',
    version: 1,
    title: 'Inspectorate recommendations',
    stages: [
      { code: 'awaiting-review', word: 'Awaiting review' },
      { code: 'being-progressed', word: 'Being progressed' },
      complete,
    ],
    levels: sixColours,
  },
]

/** The pinned definition; `null` where this release does not have that code and version. */
export const workflowOf = ({ workflow, workflowVersion }: WorkflowPin): Workflow | null =>
  workflows.find(({ code, version }) => code === workflow && version === workflowVersion) ?? null

/** The pin of a new plan: the newest version of a workflow. */
export const newestPin = (workflow: string): WorkflowPin => ({
  workflow,
  workflowVersion: workflows.reduce(
    (newest, { code, version }) => (code === workflow && version > newest ? version : newest),
    FIRST_WORKFLOW_VERSION,
  ),
})

/** The codes of a pinned workflow's stages, first to last; none where this release does not know it. */
export const stagesOf = (pin: WorkflowPin): readonly string[] =>
  workflowOf(pin)?.stages.map(({ code }) => code) ?? []

/** The codes of a pinned workflow's levels, worst first; none where this release does not know it. */
export const levelsOf = (pin: WorkflowPin): readonly string[] =>
  workflowOf(pin)?.levels.map(({ code }) => code) ?? []

const byCode = <T extends { readonly code: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((each) => [each.code, each])).values(),
]

/** Every stage of every workflow: first those that are open, `complete` last. */
export const everyStage: readonly Stage[] = [
  ...byCode(workflows.flatMap((workflow) => workflow.stages)).filter(({ code }) => code !== complete.code),
  complete,
]

/** Every level of every workflow, worst first. */
export const everyLevel: readonly Level[] = byCode(workflows.flatMap((workflow) => workflow.levels))

/** The codes of `everyStage`. */
export const stageCodes: readonly string[] = everyStage.map(({ code }) => code)

/** The codes of `everyLevel`. */
export const levelCodes: readonly string[] = everyLevel.map(({ code }) => code)
