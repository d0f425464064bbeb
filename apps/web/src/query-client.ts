import { QueryCache, QueryClient } from '@tanstack/solid-query'
import { isUnreachable, refusalCode } from './api.ts'

/**
 * What the server said, kept for as long as a page shows it. Only a lost connection is worth a second try. A newer answer is laid over
 * the older one, so that what did not change stays in place, with the focus and what was opened in it.
 */
export const queryClient: QueryClient = new QueryClient({
  // A session that has ended is asked about again, and the shell then leads to signing in.
  queryCache: new QueryCache({ onError: (error) => refusalCode(error) === 'not-signed-in' && queryClient.invalidateQueries({ queryKey: ['session'] }) }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isUnreachable(error), networkMode: 'always', throwOnError: false, reconcile: 'id' },
    mutations: { networkMode: 'always' },
  },
})
