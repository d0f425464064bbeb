import { QueryClient } from '@tanstack/solid-query'
import { isUnreachable } from './api.ts'

/**
 * What the server said, kept for as long as a page shows it. Only a lost connection is worth a second try. A newer answer is laid over
 * the older one, so that what did not change stays in place, with the focus and what was opened in it.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isUnreachable(error), networkMode: 'always', throwOnError: false, reconcile: 'id' },
    mutations: { networkMode: 'always' },
  },
})
