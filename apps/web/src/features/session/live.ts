import type { LiveChange } from '@beatbook/api/client'
import { createSignal } from 'solid-js'
import { api, refusalCode } from '../../api.ts'
import { queryClient } from '../../query-client.ts'
import { recordKeys } from '../../query-keys.ts'

/** Whether this browser hears of changes as they happen. `lost` is said only after a connection failed. */
export type LiveState = 'off' | 'live' | 'lost'

const [state, setState] = createSignal<LiveState>('off')
export const liveState = state

/** When a window that was refused tries again, in milliseconds. */
const LATER = 60_000

type Message =
  | { readonly kind: 'change'; readonly change: LiveChange }
  | { readonly kind: 'state'; readonly state: LiveState }
  | { readonly kind: 'ask' }

/**
 * Follows the changes others make, until the returned function is called. One connection serves all tabs of a
 * browser: the tab that holds the lock listens to the server and tells the others.
 */
export const followChanges = (): (() => void) => {
  const channel = new BroadcastChannel('beatbook-live')
  const stop = new AbortController()
  let leading = false

  const hear = (message: Message) => {
    if (message.kind === 'change') refresh(message.change)
    else if (message.kind === 'state') setState(message.state)
    else if (leading) channel.postMessage({ kind: 'state', state: state() } satisfies Message)
  }
  const tell = (message: Message) => {
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
          tell({ kind: 'state', state: 'live' })
          if (data.everything || data.plans.length + data.actions.length > 0)
            tell({ kind: 'change', change: data })
        },
        onConnectionStateChange: ({ state: now, error }) => {
          if (now === 'connecting' && error) tell({ kind: 'state', state: 'lost' })
        },
        // The server has ended it for good: the session is over, or the person has as many windows as may be.
        onError: (error) => {
          tell({ kind: 'state', state: 'lost' })
          if (refusalCode(error) === 'not-signed-in') queryClient.invalidateQueries({ queryKey: ['session'] })
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
    setState('off')
  }
}

/** Asks again for what a change may have touched; what looks back to a date stays as it is. */
const refresh = (change: LiveChange) => {
  const touched = new Set([...recordKeys, 'documents', ...(change.everything ? ['drafts'] : [])])
  queryClient.invalidateQueries({ predicate: (query) => touched.has(String(query.queryKey[0])) })
}
