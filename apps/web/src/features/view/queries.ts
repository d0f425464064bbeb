import type { GridLayout } from '@beatbook/contract'
import type { Id } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'
import { queryClient, refetch } from '../../query-client.ts'

/** The saved views that this person sees. */
export const viewsQuery = () => queryOptions({ queryKey: ['views'], queryFn: () => api.views.list.query() })

/** How this person last laid out the grid of a plan. */
export const layoutQuery = (planId: Id) =>
  queryOptions({ queryKey: ['layout', planId], queryFn: () => api.views.layout.query({ planId }) })

/**
 * Keeps a layout for the next visit. It is a convenience: where it cannot be kept, the grid still has it in its
 * address.
 */
export const keepLayout = async (planId: Id, layout: GridLayout | null): Promise<void> => {
  queryClient.setQueryData(layoutQuery(planId).queryKey, layout)
  await api.views.keepLayout.mutate({ planId, layout }).catch(() => {})
}

/** Asks for the saved views again. */
export const refetchViews = (): Promise<void> => refetch({ queryKey: ['views'] })
