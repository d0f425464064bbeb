import { feedMadeView, feedView, newFeed } from '@beatbook/contract'
import { id } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router, valueIn } from '../procedures.ts'
import { asking } from './asking.ts'

const oneFeed = z.object({ id, commandId: id.optional() })

/** Secret addresses of calendars and data: what they give is what their person may read at that moment. */
export const feedsRouter = router({
  list: can('read', 'own')
    .meta({ summary: 'One’s own feeds.' })
    .meta(answers(z.array(feedView)))
    .query(({ ctx }) => ctx.ports.people.feeds(ctx.person.id)),

  everybody: can('administer', 'force')
    .meta({ summary: 'The feeds of everybody.' })
    .meta(answers(z.array(feedView)))
    .query(({ ctx }) => ctx.ports.people.feeds()),

  /** The answer is the only place where the secret is. */
  make: can('read', 'own')
    .meta({ summary: 'Makes a secret address of a calendar or of data.' })
    .input(newFeed)
    .meta(answers(feedMadeView))
    .mutation(async ({ ctx, input }) => {
      const { planId } = input
      if (planId !== null) found(await ctx.ports.plans.get(planId), { what: 'plan', id: planId })
      return valueIn(await ctx.ports.people.makeFeed(input, asking(ctx, input)))
    }),

  /** One’s own, or as an administrator anybody’s. */
  end: can('read', 'own')
    .meta({ summary: 'Ends a feed: its address opens nothing any more.' })
    .input(oneFeed)
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.people.endFeed(input.id, asking(ctx, input))),
    ),
})
