import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const documentsQuery = () =>
  queryOptions({ queryKey: ['documents'], queryFn: () => api.documents.list.query() })

/** What undoing an import would do, asked again whenever it is opened. */
export const importUndoQuery = (id: string) =>
  queryOptions({
    queryKey: ['import-undo', id],
    queryFn: () => api.documents.previewUndo.query({ id }),
    gcTime: 0,
  })

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: () => api.documents.get.query({ id }),
    staleTime: Number.POSITIVE_INFINITY,
  })
