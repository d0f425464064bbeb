import type { Outcome } from '@beatbook/contract'
import type { CommandName, commands } from '@beatbook/domain'
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  type TRPCClient,
} from '@trpc/client'
import type * as z from 'zod'
import { procedureName } from './command/procedure-name.ts'
import { isHeavy } from './cost.ts'
import type { AppRouter } from './router.ts'

export { rowsFrom } from './action/rows-from.ts'
export { procedureName } from './command/procedure-name.ts'
export type { LiveChange } from './feed.ts'
export { refusalIn, refusalInBody } from './refusal-in.ts'
export type { AppRouter } from './router.ts'

export type Client = TRPCClient<AppRouter>

/**
 * Options beyond the address: headers for each call (a bearer token), a `fetch` for queries and commands, an
 * EventSource.
 */
export interface ClientOptions {
  readonly headers?: () => Record<string, string>
  readonly fetch?: typeof globalThis.fetch
  /**
   * An EventSource whose second argument accepts a `fetch`, like the `eventsource` package's; by default the
   * browser's own.
   */
  readonly eventSource?: unknown
}

/** The most calls in one batch: few enough to stay below the cost limit of a request. */
const CALLS_TOGETHER = 10

/**
 * A typed client of the server at `url` (its root, `http://127.0.0.1:4310`). Simultaneous calls are batched,
 * except heavy ones: others do not wait for those, and they can be cancelled individually. `live.changes` is
 * one SSE connection.
 */
export const createClient = (
  url: string,
  {
    headers = () => ({}),
    fetch = (input, init) => globalThis.fetch(input, init),
    eventSource,
  }: ClientOptions = {},
): Client => {
  const endpoint = `${url.replace(/\/$/, '')}/trpc`
  // A stream is read incrementally, which a `fetch` made for small answers may not support.
  const withHeaders: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(input, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), ...headers() },
    })
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (call) => call.type === 'subscription',
        true: httpSubscriptionLink({
          url: endpoint,
          ...(eventSource
            ? {
                EventSource: eventSource as typeof EventSource,
                eventSourceOptions: () => ({ fetch: withHeaders }) as EventSourceInit,
              }
            : {}),
        }),
        // Longer batches are split into several requests: proxies refuse long URLs.
        false: splitLink({
          // Complete RAG rules and changes of many actions are too long for a URL.
          condition: (call) => /^(ragRules\.(check|whatIf|backTest)|actions\.previewChange)$/.test(call.path),
          true: httpLink({ url: endpoint, fetch, headers, methodOverride: 'POST' }),
          false: splitLink({
            condition: (call) => isHeavy(call.path),
            true: httpLink({ url: endpoint, fetch, headers }),
            false: httpBatchLink({
              url: endpoint,
              fetch,
              headers,
              maxURLLength: 4_000,
              maxItems: CALLS_TOGETHER,
            }),
          }),
        }),
      }),
    ],
  })
}

/** The input of a command. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>

/** Sends a command by its name. Throws on a refusal; `refusalIn` reads it from the error. */
export const sendCommand = <N extends CommandName>(
  client: Client,
  name: N,
  input: CommandInput<N>,
): Promise<Outcome> =>
  (client.commands as unknown as Record<string, { mutate(input: CommandInput<N>): Promise<Outcome> }>)[
    procedureName(name)
  ]?.mutate(input) as Promise<Outcome>
