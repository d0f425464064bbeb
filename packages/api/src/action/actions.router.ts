import { type AddressFailure, actionPage, actionQuestion, actionView, historyEntry, type Result, readAt, refuse } from '@beatbook/domain'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { answers, can, router } from '../procedures.ts'

/** `address` is `plan/ref`, a bare ref where it is unique, or an id. */
const oneAction = readAt.extend({ address: z.string().max(200) })

export const actionsRouter = router({
  list: can('read')
    .input(actionQuestion.prefault({}))
    .use(answers(actionPage))
    .query(({ ctx, input }) => ctx.ports.actions.list(input)),

  get: can('read')
    .input(oneAction)
    .use(answers(actionView))
    .query(async ({ ctx, input }) => at(input.address, await ctx.ports.actions.get(input.address, input))),

  /** Oldest first, up to and including `asAt`. */
  history: can('read')
    .input(oneAction)
    .use(answers(z.array(historyEntry)))
    .query(async ({ ctx, input }) => at(input.address, await ctx.ports.actions.history(input.address, input))),
})

const at = <T>(address: string, result: Result<T, AddressFailure>): T => {
  if (result.ok) return result.value
  if (result.error.code === 'not-found') throw refused(refuse('not-found', { what: 'action', asked: address }))
  throw refused(refuse('ambiguous-address', { address, candidates: result.error.candidates.join(', ') }))
}
