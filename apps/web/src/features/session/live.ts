import type { LiveChange } from '@beatbook/api/client'
import type { PlanSummary } from '@beatbook/contract'
import { createSignal } from 'solid-js'
import { api, refusalCode } from '../../api.ts'
import { queryClient, refetch } from '../../query-client.ts'
import { coalesced, isAffected } from './affected.ts'

/** Whether this browser receives changes as they happen. `lost` is set only after a connection failed. */
export type LiveState = 'off' | 'live' | 'lost'

const [state, setState] = createSignal<LiveState>('off')
export const liveState = state

/** The delay before a refused window tries again, in milliseconds. */
const LATER = 60_000

/**
 * The shortest delay before a change is shown, with those that arrive meanwhile, and the range over which
 * windows spread their refetches, so that one change does not cause all of them at once. In milliseconds.
 */
const SOONEST = 100
const SPREAD = 400

type Message =
  | { readonly kind: 'change'; readonly change: LiveChange }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'ask' }

/**
 * Subscribes to the changes of others, until the returned function is called. One connection serves all tabs
 * of a browser: the tab that holds the lock listens to the server and notifies the others.
 */
export const followChanges = (): (() => void) => {
  const channel = new BroadcastChannel('beatbook-live')
  const stop = new AbortController()
  const changes = coalesced(refresh, () => SOONEST + Math.random() * SPREAD)
  let leading = false

  const hear = (message: Message) => {
    if (message.kind === 'change') changes.add(message.change)
    else if (message.kind === 'state') setState(message.state)
    else if (leading) channel.postMessage({ kind: 'state', state: state() } satisfies Message)
  }
  const broadcast = (message: Message) => {
    hear(message)
    channel.postMessage(message)
  }
  channel.onmessage = (event: MessageEvent<Message>) => hear(event.data)
  channel.postMessage({ kind: 'ask' } satisfies Message)

  let again: ReturnType<typeof setTimeout> | undefined
  const listen = (): { unsubscribe(): void } =>
    api.live.changes.subscribe(
      {},
      {
        onData: ({ data }) => {
          broadcast({ kind: 'state', state: 'live' })
          // A change of the force alone is ignored: it would replace forms while somebody types.
          const isTalk = data.others.some((other) => other.startsWith('conversation/'))
          if (data.everything || isTalk || data.plans.length + data.actions.length > 0)
            broadcast({ kind: 'change', change: data })
        },
        onConnectionStateChange: ({ state: now, error }) => {
          if (now === 'connecting' && error) broadcast({ kind: 'state', state: 'lost' })
        },
        // The server has closed it for good: the session expired, or the person has the maximum number of
        // windows.
        onError: (error) => {
          broadcast({ kind: 'state', state: 'lost' })
          if (refusalCode(error) === 'not-signed-in') refetch({ queryKey: ['session'] })
          again = setTimeout(() => {
            subscription = listen()
          }, LATER)
        },
      },
    )
  let subscription: { unsubscribe(): void } | null = null
  const lead = async () => {
    leading = true
    subscription = listen()
    await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
    clearTimeout(again)
    subscription.unsubscribe()
  }
  navigator.locks.request('beatbook-live', { signal: stop.signal }, lead).catch(() => undefined)

  return () => {
    stop.abort()
    channel.close()
    changes.stop()
    setState('off')
  }
}

/** Refetches what a change may have affected. */
const refresh = (change: LiveChange) => {
  const planIds = knownPlanIds()
  refetch({
    predicate: ({ queryKey, state }) => isAffected({ queryKey, data: state.data }, change, planIds),
  })
}

/** The ids of the plans in the cache, by their codes. */
const knownPlanIds = (): Map<string, string> => {
  type Named = Pick<PlanSummary, 'id' | 'code'>
  const lists = queryClient.getQueriesData<readonly Named[]>({ queryKey: ['plans'] })
  const single = queryClient.getQueriesData<Named | null>({ queryKey: ['plan'] })
  const plans = [...lists.flatMap(([, data]) => data ?? []), ...single.flatMap(([, data]) => data ?? [])]
  return new Map(plans.map(({ id, code }) => [code, id]))
}
