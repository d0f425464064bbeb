import { QueryCache, QueryClient } from '@tanstack/solid-query'
import { isUnreachable, refusalCode, retryAfter } from './api.ts'

/**
 * The cache of the server's answers, as long as a page shows them. Only a lost connection and an overloaded
 * server are retried, the latter after the time it specifies. A newer answer is merged into the older one, so
 * that unchanged parts keep their elements, with the focus and what was opened in them.
 */
export const queryClient: QueryClient = new QueryClient({
  // After the session ended it is queried again, and the shell then redirects to signing in.
  queryCache: new QueryCache({
    onError: (error) =>
      refusalCode(error) === 'not-signed-in' && queryClient.invalidateQueries({ queryKey: ['session'] }),
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (count, error) => count < 2 && (isUnreachable(error) || retryAfter(error) !== null),
      retryDelay: (count, error) => retryAfter(error) ?? 1_000 * 2 ** count,
      networkMode: 'always',
      throwOnError: false,
      reconcile: 'id',
    },
    mutations: { networkMode: 'always' },
  },
})
