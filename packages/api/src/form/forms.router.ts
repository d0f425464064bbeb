import { formKey, formValues, keptForm, keptFormListed } from '@beatbook/contract'
import * as z from 'zod'
import { answers, can, router } from '../procedures.ts'

/** What one typed in forms and has not saved yet: only oneself reads it, and it changes nothing in the record. */
export const formsRouter = router({
  list: can('read', 'own')
    .meta({ summary: 'The forms that one began to fill in, the newest first.' })
    .meta(answers(z.array(keptFormListed)))
    .query(({ ctx }) => ctx.ports.forms.list(ctx.person.id)),

  get: can('read', 'own')
    .meta({ summary: 'What one typed in a form; null where there is nothing.' })
    .input(z.object({ key: formKey }))
    .meta(answers(keptForm.nullable()))
    .query(({ ctx, input }) => ctx.ports.forms.get(ctx.person.id, input.key)),

  keep: can('read', 'own')
    .meta({ summary: 'Keeps what one typed in a form.' })
    .input(z.object({ key: formKey, values: formValues }))
    .mutation(async ({ ctx, input: { key, values } }) => {
      await ctx.ports.forms.keep(ctx.person.id, key, { values, keptAt: ctx.now })
    }),

  forget: can('read', 'own')
    .meta({ summary: 'Forgets what one typed in a form.' })
    .input(z.object({ key: formKey }))
    .mutation(async ({ ctx, input }) => {
      await ctx.ports.forms.forget(ctx.person.id, input.key)
    }),
})
