import { givenText, refuse } from '@beatbook/domain'
import { TRPCError, tracked } from '@trpc/server'
import * as z from 'zod'
import { refused } from '../errors.ts'
import { everything, type LiveChange } from '../feed.ts'
import { can, router } from '../procedures.ts'

/** How often a stream checks whether its person is still signed in, in milliseconds. */
const SESSION_CHECK_INTERVAL = 5_000

export const liveRouter = router({
  /**
   * The changes from now on, or after `lastEventId`. The first message comes at once and lists nothing,
   * unless changes were missed (`everything`): it shows the subscriber that it is connected. Refused with
   * `too-many-at-once` where the person has too many subscribers; ends with `not-signed-in` within seconds of
   * the end of the session.
   */
  changes: can('read', 'homes')
    .meta({ summary: 'What changes, as it happens (a stream of server-sent events).' })
    .input(z.object({ lastEventId: givenText(200).nullish() }).default({}))
    .subscription(async function* ({ ctx, input, signal }) {
      const { changes } = ctx.ports
      const leave = changes.join(ctx.person.id)
      if (leave === null) throw refused(refuse('too-many-at-once', { seconds: 60 }))
      const out = new AbortController()
      // A failed check shows nothing about the session; the next one will.
      const ask = () =>
        ctx.stillSignedIn().then(
          (still) => still || out.abort(),
          () => undefined,
        )
      const asking = setInterval(() => void ask(), SESSION_CHECK_INTERVAL)
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
      // A normal end would mean that there are no more changes; an error makes the subscriber reconnect, to
      // this server or the next.
      throw new TRPCError({ code: 'SERVICE_UNAVAILABLE' })
    }),
})

const hello: LiveChange = { position: 0, plans: [], actions: [], others: [], everything: false }
