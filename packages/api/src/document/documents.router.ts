import { documentSummary, documentView, importUndo } from '@beatbook/contract'
import { id } from '@beatbook/domain'
import * as z from 'zod'
import { answers, can, found, router, valueIn } from '../procedures.ts'

/** Accepted documents. */
export const documentsRouter = router({
  list: can('read', 'homes')
    .meta({ summary: 'The documents that were accepted, newest first.' })
    .meta(answers(z.array(documentSummary)))
    .query(({ ctx }) => ctx.ports.documents.list()),

  get: can('read', 'document')
    .meta({ summary: 'One accepted document with what was made of it.' })
    .input(z.object({ id }))
    .meta(answers(documentView))
    .query(async ({ ctx, input }) =>
      found(await ctx.ports.documents.get(input.id), { what: 'document', id: input.id }),
    ),

  /** `commands.undoCommand` with its `commandId` does it. */
  previewUndo: can('edit', 'document')
    .meta({ summary: 'What undoing the import of a document would do, and what is in the way.' })
    .input(z.object({ id }))
    .meta(answers(importUndo))
    .query(async ({ ctx, input }) =>
      valueIn(
        await ctx.ports.commands.previewUndo(input.id, {
          actor: ctx.person.id,
          now: ctx.now,
          today: ctx.today,
        }),
      ),
    ),
})
