import type { Subject, SubjectAction, SubjectPlan } from './subject.ts'
import type { FailedCheck, ViolationArgs } from './violation.ts'

/** What a check finds, with the arguments `A`. */
type Failed<A> = Omit<FailedCheck, 'args'> & { readonly args: A }
type Lack = ViolationArgs['no-owner']

/** What a validator finds in each action that stands, plan by plan; the place is filled in. */
export const eachAction = <A extends object>(
  subject: Subject,
  find: (action: SubjectAction, plan: SubjectPlan) => readonly Found<A>[],
): Failed<A & { ref?: string }>[] =>
  subject.plans.flatMap((plan) =>
    plan.actions.flatMap((action) => find(action, plan).map((found) => atAction(found, action, plan))),
  )

/**
 * The same for a thing that an action lacks. Where a plan, or a section of it, has several actions and gives
 * it nowhere, that is what lacks it: it is said once, with how many actions (`count`), instead of once for
 * each.
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

/** What a validator found at an action: its arguments beside the action's ref. */
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
