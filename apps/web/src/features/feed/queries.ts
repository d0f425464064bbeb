import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { refetch } from '../../query-client.ts'

/** The feeds of the person signed in. */
export const feedsQuery = () =>
  queryOptions({ queryKey: ['feeds', 'own'], queryFn: () => api.feeds.list.query() })

/** The feeds of everybody, for administrators. */
export const everyFeedQuery = () =>
  queryOptions({ queryKey: ['feeds', 'all'], queryFn: () => api.feeds.everybody.query() })

/** Asks for the feeds again. */
export const refetchFeeds = (): Promise<void> => refetch({ queryKey: ['feeds'] })
