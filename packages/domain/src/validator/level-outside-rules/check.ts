import { eachAction } from '../each-action.ts'
import type { Check } from '../violation.ts'

/** A declared level that the plan's RAG rules do not have. */
export const check: Check<'level-outside-rules'> = (subject, { levels }) =>
  levels === undefined
    ? []
    : eachAction(subject, ({ level }) =>
        level === null || levels.some(({ code }) => code === level) ? [] : [{ args: { level } }],
      )
