import { gridLayout, gridView, savedView } from '@beatbook/contract'
import { givenLine, id } from '@beatbook/domain'
import * as z from 'zod'
import { callerWho } from '../caller.ts'
import { answers, can, router, valueIn } from '../procedures.ts'

/** Saved views of grids: a person's own settings, of which some are shared. They change nothing in the record. */
export const viewsRouter = router({
  list: can('read', 'homes')
    .meta({ summary: 'The saved views: one’s own, and those that others share.' })
    .meta(answers(z.array(savedView)))
    .query(({ ctx }) => ctx.ports.views.list(ctx.person.id)),

  /** Sharing needs a role that may edit: a shared view stands in everybody’s navigation. */
  save: can('read', 'own')
    .meta({ summary: 'Saves a view; one’s own of the same name about the same plan is replaced.' })
    .input(
      z.object({
        id,
        name: givenLine(100).min(1),
        planId: id.nullable(),
        shared: z.boolean().default(false),
        view: gridView,
      }),
    )
    .meta(answers(z.object({ id })))
    .mutation(async ({ ctx, input }) => {
      if (input.shared) valueIn(callerWho(ctx.person, 'edit'))
      return valueIn(await ctx.ports.views.save({ ...input, person: ctx.person.id }))
    }),

  remove: can('read', 'own')
    .meta({ summary: 'Removes one of one’s own views.' })
    .input(z.object({ id }))
    .mutation(async ({ ctx, input }) => valueIn(await ctx.ports.views.remove(ctx.person.id, input.id))),

  layout: can('read', 'plan')
    .meta({ summary: 'How one last laid out the grid of a plan.' })
    .input(z.object({ planId: id }))
    .meta(answers(gridLayout.nullable()))
    .query(({ ctx, input }) => ctx.ports.views.layout(ctx.person.id, input.planId)),

  keepLayout: can('read', 'own')
    .meta({ summary: 'Keeps how one laid out the grid of a plan.' })
    .input(z.object({ planId: id, layout: gridLayout.nullable() }))
    .mutation(({ ctx, input }) => ctx.ports.views.keepLayout(ctx.person.id, input.planId, input.layout)),
})
