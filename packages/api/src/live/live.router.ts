import { givenText, refuse } from '@beatbook/domain'
import { TRPCError, tracked } from '@trpc/server'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { everything, type LiveChange } from '../feed.ts'
import { can, router } from '../procedures.ts'

/** How often a window asks whether its person is still signed in, in milliseconds. */
const ASKED_AGAIN = 5_000

export const liveRouter = router({
  /**
   * What changes from now on, or from `lastEventId` on. The first message comes at once and names nothing,
   * unless something was missed while away (`everything`): from it the window knows that it is live. Refused
   * with `too-many-at-once` where the person has as many windows as may be; ends with `not-signed-in` within
   * seconds of the session.
   */
  changes: can('read', 'homes')
    .meta({ says: 'What changes, as it happens (a stream of server-sent events).' })
    .input(z.object({ lastEventId: givenText(200).nullish() }).default({}))
    .subscription(async function* ({ ctx, input, signal }) {
      const { changes } = ctx.ports
      const leave = changes.join(ctx.person.id)
      if (leave === null) throw refused(refuse('too-many-at-once', { seconds: 60 }))
      const out = new AbortController()
      // A question that fails says nothing about the session: the next one will.
      const ask = () =>
        ctx.stillSignedIn().then(
          (still) => still || out.abort(),
          () => undefined,
        )
      const asking = setInterval(() => void ask(), ASKED_AGAIN)
      const ended = AbortSignal.any(signal ? [signal, out.signal] : [out.signal])
      try {
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
      } finally {
        clearInterval(asking)
        leave()
      }
      if (out.signal.aborted) throw refused(refuse('not-signed-in'))
      // Ending quietly would tell the window that there is nothing more to come: it should come back, to this
      // server or the next.
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE' })
    }),
})

const hello: LiveChange = { position: 0, plans: [], actions: [], others: [], everything: false }
