import { type InvalidateQueryFilters, type Query, QueryCache, QueryClient } from '@tanstack/solid-query'
import { isUnreachable, refusalCode, retryAfter } from './api.ts'

/**
 * The cache of the server's answers, as long as a page shows them. Only a lost connection and an overloaded
 * server are retried, the latter after the time it specifies. A newer answer is merged into the older one, so
 * that unchanged parts keep their elements, with the focus and what was opened in them.
 */
export const queryClient: QueryClient = new QueryClient({
  // After the session ended it is queried again, and the shell then redirects to signing in.
  queryCache: new QueryCache({
    onError: (error) => refusalCode(error) === 'not-signed-in' && refetch({ queryKey: ['session'] }),
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

/**
 * Refetches the queries that match and are shown, and marks the others as out of date. A first answer that is on
 * its way may be older than what made it out of date, so it is asked for again when it has come: an invalidated
 * query without data would join the request that is under way.
 */
export const refetch = async (filters?: InvalidateQueryFilters): Promise<void> => {
  const first = queryClient.getQueryCache().findAll(filters).filter(isFirstFetch)
  await Promise.all([
    queryClient.invalidateQueries(filters),
    ...first.map(async (query) => {
      await query.promise?.catch(() => undefined)
      // The query takes its answer a moment after the promise has it.
      await new Promise((resolve) => setTimeout(resolve))
      await queryClient.invalidateQueries({ predicate: (each) => each === query })
    }),
  ])
}

const isFirstFetch = ({ state }: Query): boolean => state.data === undefined && state.fetchStatus !== 'idle'
