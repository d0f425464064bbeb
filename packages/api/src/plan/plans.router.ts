import { isoDate, planSummary, planView } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router } from '../procedures.ts'

export const plansRouter = router({
  list: can('read')
    .input(z.object({ asAt: isoDate.optional() }).default({}))
    .use(answers(z.array(planSummary)))
    .query(({ ctx, input }) => ctx.ports.plans.list(input.asAt)),

  /** `plan` is a code or an id. */
  get: can('read')
    .input(z.object({ plan: z.string(), asAt: isoDate.optional() }))
    .use(answers(planView))
    .query(async ({ ctx, input }) => found(await ctx.ports.plans.get(input.plan, input.asAt), 'plan', input.plan)),
})
