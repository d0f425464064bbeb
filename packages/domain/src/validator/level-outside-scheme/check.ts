import { eachAction } from '../each-action.ts'
import type { RuleCheck } from '../violation.ts'

/** A declared level that the plan's scheme does not have. */
export const check: RuleCheck = (subject, { levels }) =>
  levels === undefined ? [] : eachAction(subject, ({ level }) => (level === null || levels.some(({ code }) => code === level) ? [] : [{ args: { level } }]))
