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

export { procedureName } from './command/procedure-name.ts'
export type { LiveChange } from './feed.ts'
export { refusalIn, refusalInBody } from './refusal-in.ts'
export type { AppRouter } from './router.ts'

export type Client = TRPCClient<AppRouter>

/**
 * What a client may need beyond the address: headers for each call (a bearer token), its own fetch for
 * questions and commands, its own EventSource.
 */
export interface ClientOptions {
  readonly headers?: () => Record<string, string>
  readonly fetch?: typeof globalThis.fetch
  /**
   * An EventSource whose second argument takes a `fetch`, as the `eventsource` package's does; the browser's
   * own by default.
   */
  readonly eventSource?: unknown
}

/** How many calls travel together at most: so few that they cost less than one request may. */
const CALLS_TOGETHER = 10

/**
 * A typed client of the server at `url` (its root, `http://127.0.0.1:4310`). Calls made together travel
 * together, except that each heavy one travels alone: others do not wait for it, and it can be stopped by
 * itself. `live.changes` is one SSE connection.
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
  // A stream is read as it comes, which a fetch made for small answers may not do.
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
        // Longer questions travel in several requests: proxies refuse long addresses.
        false: splitLink({
          // Rules given whole are too long for an address.
          condition: (call) => /^ragRules\.(check|whatIf|backTest)$/.test(call.path),
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

/** What is sent of a command. */
export type CommandInput<N extends CommandName> = z.input<(typeof commands)[N]['input']>

/** Sends a command by its name. A refusal is thrown; `refusalIn` reads it from the error. */
export const sendCommand = <N extends CommandName>(
  client: Client,
  name: N,
  input: CommandInput<N>,
): Promise<Outcome> =>
  (client.commands as unknown as Record<string, { mutate(input: CommandInput<N>): Promise<Outcome> }>)[
    procedureName(name)
  ]?.mutate(input) as Promise<Outcome>
