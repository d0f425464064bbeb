import type { ReadAt } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const actionQuery = (address: string, at: ReadAt) =>
  queryOptions({ queryKey: ['action', address, at], queryFn: () => api.actions.get.query({ address, ...at }) })

export const historyQuery = (address: string, at: ReadAt) =>
  queryOptions({ queryKey: ['history', address, at], queryFn: () => api.actions.history.query({ address, ...at }) })
