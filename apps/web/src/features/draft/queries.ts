import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const draftsQuery = () =>
  queryOptions({ queryKey: ['drafts'], queryFn: () => api.drafts.list.query() })

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['draft', id],
    queryFn: () => api.drafts.get.query({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const differenceQuery = (id: string, plan: string, of: string) =>
  queryOptions({
    queryKey: ['difference', id, plan, of],
    queryFn: () => api.drafts.difference.query({ id, plan, of }),
  })
