import { documentSummary, documentView } from '@beatbook/contract'
import { id } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router } from '../procedures.ts'

/** The documents that were accepted. */
export const documentsRouter = router({
  list: can('read')
    .use(answers(z.array(documentSummary)))
    .query(({ ctx }) => ctx.ports.documents.list()),

  get: can('read')
    .input(z.object({ id }))
    .use(answers(documentView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.documents.get(input.id), { what: 'document', id: input.id }),
    ),
})
