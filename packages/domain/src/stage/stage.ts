import * as z from 'zod'

/** A plan's workflow: the stages its actions pass through, first to last. `complete` ends each. */
export const workflows = {
  simple: ['not-started', 'in-progress', 'complete'],
  inspectorate: ['awaiting-review', 'being-progressed', 'complete'],
} as const
export type Workflow = keyof typeof workflows
export const workflow = z.enum(Object.keys(workflows) as [Workflow, ...Workflow[]])

export const stages = [
  'not-started',
  'in-progress',
  'awaiting-review',
  'being-progressed',
  'complete',
] as const
export type Stage = (typeof stages)[number]

/**
 * Where the work stands. `null` wherever it is used means *not stated*, which is never the same as not
 * started.
 */
export const stage = z.enum(stages)
