import { QueryClient } from '@tanstack/solid-query'
import { isUnreachable } from './api.ts'

/** What the server said, kept for as long as a page shows it. Only a lost connection is worth a second try. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (count, error) => count < 2 && isUnreachable(error), networkMode: 'always', throwOnError: false },
    mutations: { networkMode: 'always' },
  },
})
