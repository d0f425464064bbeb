import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

/** The areas there are: the force itself. */
export const areasQuery = () => queryOptions({ queryKey: ['areas'], queryFn: () => api.areas.list.query() })

/** What happened to an area, oldest first. */
export const areaHistoryQuery = (id: string) =>
  queryOptions({ queryKey: ['areas', id, 'history'], queryFn: () => api.areas.history.query({ id }) })
