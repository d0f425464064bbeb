import { deadline } from '../../timescale/timescale.ts'
import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/**
 * A deadline that had passed on the day it was set: the day of the update that set it, else the first day of
 * any entry about the action or its plan. Complete actions are skipped, since their rows may have been
 * written afterwards.
 */
export const check: Check<'past-when-set'> = (subject) =>
  eachAction(subject, ({ timescale, timescaleSetOn, since, stage }, plan) => {
    const due = deadline(timescale)
    if (timescaleSetOn === null) return []
    const start = plan.period?.start ?? timescaleSetOn
    const setOn = timescaleSetOn === since && start < timescaleSetOn ? start : timescaleSetOn
    return due === null || due >= setOn || stage === 'complete'
      ? []
      : [{ args: { due, setOn }, quote: timescale.said || null }]
  })
