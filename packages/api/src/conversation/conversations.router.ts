import { conversationCounts, conversationsView, mentionView } from '@beatbook/contract'
import { givenLine, givenText, readAt } from '@beatbook/domain'
import * as z from 'zod'
import { oneAction } from '../action/address.ts'
import { answers, can, found, router } from '../procedures.ts'

const plan = givenText(200)

/** Conversations about actions and plans. Who may read what they are about may read them. */
export const conversationsRouter = router({
  ofAction: can('read', 'plan')
    .meta({ summary: 'The conversations about one action, those that are open first.' })
    .input(oneAction.input)
    .meta(answers(conversationsView))
    .query(async ({ ctx, input }) =>
      oneAction.at(input, await ctx.ports.conversations.ofAction(input.address, input)),
    ),

  ofPlan: can('read', 'plan')
    .meta({ summary: 'The conversations about one plan, those that are open first.' })
    .input(readAt.extend({ plan }))
    .meta(answers(conversationsView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.conversations.ofPlan(input.plan, input), {
        what: 'plan',
        asked: input.plan,
        asAt: input.asAt,
      }),
    ),

  counts: can('read', 'plan')
    .meta({ summary: 'How many conversations there are about one plan and each of its actions.' })
    .input(z.object({ plan }))
    .meta(answers(conversationCounts))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.conversations.counts(input.plan), { what: 'plan', asked: input.plan }),
    ),

  mentionable: can('read', 'force')
    .meta({ summary: 'The people and owners that a comment can mention, by the letters of a name.' })
    .input(
      z.object({
        text: givenLine(200).default('').describe('Letters of the name. Leave it empty for the first ones.'),
        limit: z.int().min(1).max(1_000).default(8),
      }),
    )
    .meta(answers(z.array(mentionView)))
    .query(({ ctx, input }) => ctx.ports.conversations.mentionable(input.text, input.limit)),
})
