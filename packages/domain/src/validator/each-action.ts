import type { Subject, SubjectAction, SubjectPlan } from './subject.ts'
import type { FailedCheck, ViolationArgs } from './violation.ts'

/** The result of a check, with the arguments `A`. */
type Failed<A> = Omit<FailedCheck, 'args'> & { readonly args: A }
type Lack = ViolationArgs['no-owner']

/** The results of a validator for each action that is not withdrawn, plan by plan; the place is filled in. */
export const eachAction = <A extends object>(
  subject: Subject,
  find: (action: SubjectAction, plan: SubjectPlan) => readonly Found<A>[],
): Failed<A & { ref?: string }>[] =>
  subject.plans.flatMap((plan) =>
    plan.actions.flatMap((action) => find(action, plan).map((found) => atAction(found, action, plan))),
  )

/**
 * The same for something that an action lacks. Where a plan, or a section of it, has several actions and all
 * lack it, it is reported once, with the number of actions (`count`), instead of once for each.
 */
export const eachLack = (
  subject: Subject,
  lacks: (action: SubjectAction) => boolean,
  has: (action: SubjectAction) => boolean,
): Failed<Lack>[] =>
  subject.plans.flatMap((plan) => {
    const lacking = plan.actions.filter(lacks)
    if (lacking.length > 1 && !plan.actions.some(has))
      return [{ args: { count: lacking.length }, where: { plan: plan.id }, quote: null }]
    const having = new Set(plan.actions.filter(has).map((action) => action.section))
    return [...new Set(lacking.map((action) => action.section))].flatMap((section): Failed<Lack>[] => {
      const here = lacking.filter((action) => action.section === section)
      const throughout = here.length > 1 && !having.has(section)
      return throughout
        ? [{ args: { count: here.length }, where: { plan: plan.id, section }, quote: null }]
        : here.map((action) => atAction({ args: {} }, action, plan))
    })
  })

/** A validator's result for an action: its arguments apart from the action's ref. */
export interface Found<A extends object> {
  readonly args: A
  readonly quote?: string | null
  readonly update?: string
}

const atAction = <A extends object>(
  { args, quote = null, update }: Found<A>,
  action: SubjectAction,
  plan: SubjectPlan,
): Failed<A & { ref?: string }> => ({
  args: { ...(action.ref === null ? {} : { ref: action.ref }), ...args },
  where: {
    plan: plan.id,
    section: action.section,
    action: action.id,
    ...(update === undefined ? {} : { update }),
  },
  quote,
})
