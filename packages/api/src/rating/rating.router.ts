import {
  actionFilter,
  MOST_LISTED,
  planFilter,
  ribbon,
  trends,
  turning,
  turningTo,
  why,
} from '@beatbook/contract'
import { givenDay, givenLine, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { oneAction } from '../action/address.ts'
import { answers, can, found, router } from '../procedures.ts'

export const ratingRouter = router({
  /**
   * Why an action has its level, with every test of every rule; `level` is the level to reach in `toTurn`
   * (green by default).
   */
  why: can('read', 'plan')
    .meta({ summary: 'Why an action has its level, and what would turn it.' })
    .input(oneAction.input.extend({ level: givenLine(60).optional() }))
    .meta(answers(why))
    .query(async ({ ctx, input }) => oneAction.at(input, await ctx.ports.rating.why(input.address, input))),

  /**
   * The declared level and the one by the rules over time: the past, and the forecast if nothing more is
   * recorded.
   */
  ribbon: can('read', 'plan')
    .meta({ summary: 'An action’s levels through time.' })
    .input(oneAction.input)
    .meta(answers(ribbon))
    .query(async ({ ctx, input }) =>
      oneAction.at(input, await ctx.ports.rating.ribbon(input.address, input)),
    ),

  /**
   * The changes of level after `asAt`, up to and including `until`, of the actions that match the filter on `asAt`, in
   * order: at most 2,000 after the first `skip`.
   */
  turning: can('read', 'homes')
    .meta({ summary: 'What turns until a day if nobody writes.' })
    .input(
      actionFilter.extend({
        ...readAt.shape,
        until: givenDay,
        skip: z.int().min(0).max(10_000_000).optional(),
      }),
    )
    .meta(answers(z.array(turning)))
    .query(({ ctx, input }) => ctx.ports.rating.turning(input)),

  turningTo: can('read', 'homes')
    .meta({ summary: 'What turns to a level until a day if nobody writes: the first, and how many.' })
    .input(
      actionFilter.extend({
        ...readAt.shape,
        until: givenDay,
        level: givenLine(60),
        limit: z.int().min(1).max(MOST_LISTED).default(20),
      }),
    )
    .meta(answers(turningTo))
    .query(({ ctx, input }) => ctx.ports.rating.turningTo(input)),

  trends: can('read', 'homes')
    .meta({ summary: 'Counts by level through time.' })
    .input(
      planFilter.extend({
        ...readAt.shape,
        from: givenDay,
        to: givenDay,
        by: z.enum(['declared', 'computed']).default('computed'),
      }),
    )
    .meta(answers(trends))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.rating.trends(input), { what: 'plan', asked: input.plan }),
    ),
})
