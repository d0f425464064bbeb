import { QueryCache, QueryClient } from '@tanstack/solid-query'
import { comeAgain, isUnreachable, refusalCode } from './api.ts'

/**
 * What the server said, kept for as long as a page shows it. Only a lost connection and a server that is
 * asked for too much at once are worth a second try, the latter after the time it says. A newer answer is
 * laid over the older one, so that what did not change stays in place, with the focus and what was opened in
 * it.
 */
export const queryClient: QueryClient = new QueryClient({
  // A session that has ended is asked about again, and the shell then leads to signing in.
  queryCache: new QueryCache({
    onError: (error) =>
      refusalCode(error) === 'not-signed-in' && queryClient.invalidateQueries({ queryKey: ['session'] }),
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && (isUnreachable(error) || comeAgain(error) !== null),
      retryDelay: (count, error) => comeAgain(error) ?? 1_000 * 2 ** count,
      networkMode: 'always',
      throwOnError: false,
      reconcile: 'id',
    },
    mutations: { networkMode: 'always' },
  },
})
