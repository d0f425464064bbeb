import type { Check } from '../violation.ts'

/** A section in which every action is withdrawn, or which has none. */
export const check: Check<'section-without-actions'> = ({ plans }) =>
  plans.flatMap((plan) => {
    const filled = new Set(plan.actions.map((action) => action.section))
    return plan.sections
      .filter((section) => !filled.has(section.id))
      .map(({ id, title }) => ({ args: { title }, where: { plan: plan.id, section: id }, quote: null }))
  })
