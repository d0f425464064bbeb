// Apart from the definitions, which whoever only rates actions does not load.

/** The workflow and version of a plan and its actions. */
export interface WorkflowPin {
  readonly workflow: string
  readonly workflowVersion: number
}

/** The version of events without one: they are from before workflows had versions. */
export const FIRST_WORKFLOW_VERSION = 1

/** The pin in the facts of an event. */
export const pinIn = (facts: {
  readonly workflow: string
  readonly workflowVersion?: number | undefined
}): WorkflowPin => ({
  workflow: facts.workflow,
  workflowVersion: facts.workflowVersion ?? FIRST_WORKFLOW_VERSION,
})

/** Only the pin of a plan or an action. */
export const pinOf = ({ workflow, workflowVersion }: WorkflowPin): WorkflowPin => ({
  workflow,
  workflowVersion,
})
