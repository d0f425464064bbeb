import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const documentsQuery = () =>
  queryOptions({ queryKey: ['documents'], queryFn: () => api.documents.list.query() })

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: () => api.documents.get.query({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  })
