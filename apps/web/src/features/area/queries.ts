import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

/** The existing areas: the force itself. */
export const areasQuery = () => queryOptions({ queryKey: ['areas'], queryFn: () => api.areas.list.query() })

/** The events of an area, oldest first. */
export const areaHistoryQuery = (id: string) =>
  queryOptions({ queryKey: ['areas', id, 'history'], queryFn: () => api.areas.history.query({ id }) })
