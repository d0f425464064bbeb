import { givenText } from '@beatbook/domain'
import { TRPCError, tracked } from '@trpc/server'
import * as z from 'zod'
import { can, router } from '../procedures.ts'
import { everything, type LiveChange } from './feed.ts'

export const liveRouter = router({
  /**
   * What changes from now on, or from `lastEventId` on. The first message comes at once and names nothing, unless something was
   * missed while away (`everything`): from it the window knows that it is live.
   */
  changes: can('read')
    .input(z.object({ lastEventId: givenText(200).nullish() }).default({}))
    .subscription(async function* ({ ctx, input, signal }) {
      const { changes } = ctx.ports
      const ended = signal ?? new AbortController().signal
      const start = changes.start(input.lastEventId ?? null)
      yield tracked(changes.idOf(start.at), start.missed ? everything(0) : hello)
      let { at } = start
      let next = await changes.after(at, ended)
      while (next) {
        for (const step of next) {
          at = step.at
          yield tracked(changes.idOf(at), step.change)
        }
        next = await changes.after(at, ended)
      }
      // Ending quietly would tell the window that there is nothing more to come: it should come back, to this server or the next.
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE' })
    }),
})

const hello: LiveChange = { position: 0, plans: [], actions: [], everything: false }
