import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/**
 * An action that existed before the reporting period, was not complete before it, and has no update in it.
 */
export const check: Check<'no-update-in-period'> = (subject, { period }) =>
  period === undefined
    ? []
    : eachAction(subject, ({ since, completedOn, updates }) => {
        const due = since < period.from && (completedOn === null || completedOn >= period.from)
        const said = updates.some(({ on, text }) => text !== null && on >= period.from && on < period.to)
        const last = updates.findLast(({ text, on }) => text !== null && on < period.from)
        return !due || said
          ? []
          : [{ args: { from: period.from, to: period.to, ...(last === undefined ? {} : { last: last.on }) } }]
      })
