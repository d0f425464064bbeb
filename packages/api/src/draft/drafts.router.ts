import { draftSummary, draftView } from '@beatbook/contract'
import { decision, givenText, id, planDifference, refuse } from '@beatbook/domain'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { answers, can, router, valueIn } from '../procedures.ts'

const oneDraft = z.object({ id })

/**
 * A person's own drafts. A draft is created by `POST /api/drafts` with the document's bytes, and becomes a
 * plan by `commands.acceptDraft`.
 */
export const draftsRouter = router({
  list: can('edit', 'own')
    .meta({ summary: 'One’s own drafts.' })
    .meta(answers(z.array(draftSummary)))
    .query(({ ctx }) => ctx.ports.drafts.list(ctx.person.id, ctx.now)),

  /** Any text is accepted: one that is not the id of a draft is not found. */
  get: can('edit', 'own')
    .meta({ summary: 'One draft with its findings.' })
    .input(z.object({ id: givenText(200) }))
    .meta(answers(draftView))
    .query(async ({ ctx, input }) => {
      const draft = await ctx.ports.drafts.get(input.id, ctx.person.id, ctx.now)
      if (!draft) throw refused(refuse('draft-not-found', { id: input.id }))
      return draft
    }),

  /** Saves decisions, replacing those on the same findings; an empty `choice` withdraws one. */
  decide: can('edit', 'own')
    .meta({ summary: 'Decides findings of a draft.' })
    .input(oneDraft.extend({ decisions: z.array(decision).max(20_000) }))
    .meta(answers(draftView))
    .mutation(async ({ ctx, input }) =>
      valueIn(await ctx.ports.drafts.decide(input.id, ctx.person.id, input.decisions, ctx.now)),
    ),

  discard: can('edit', 'own')
    .meta({ summary: 'Throws a draft away.' })
    .input(oneDraft)
    .mutation(({ ctx, input }) => ctx.ports.drafts.discard(input.id, ctx.person.id)),

  /** `plan` is the key of the draft's plan, `of` the id of the plan it may revise. */
  difference: can('edit', 'own')
    .meta({ summary: 'What a draft would change in a plan.' })
    .input(oneDraft.extend({ plan: givenText(200), of: id }))
    .meta(answers(planDifference))
    .query(async ({ ctx, input }) =>
      valueIn(await ctx.ports.drafts.difference(input.id, ctx.person.id, input.plan, input.of, ctx.now)),
    ),
})
