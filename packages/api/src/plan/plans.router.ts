import { planSummary, planView, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router } from '../procedures.ts'

export const plansRouter = router({
  list: can('read')
    .input(readAt.default({}))
    .use(answers(z.array(planSummary)))
    .query(({ ctx, input }) => ctx.ports.plans.list(input)),

  /** `plan` is a code or an id. */
  get: can('read')
    .input(readAt.extend({ plan: z.string() }))
    .use(answers(planView))
    .query(async ({ ctx, input }) => found(await ctx.ports.plans.get(input.plan, input), 'plan', input.plan)),
})
