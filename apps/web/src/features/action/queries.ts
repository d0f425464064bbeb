import type { IsoDate } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const actionQuery = (address: string, asAt: IsoDate | undefined) =>
  queryOptions({ queryKey: ['action', address, asAt ?? null], queryFn: () => api.actions.get.query({ address, asAt }) })

export const historyQuery = (address: string, asAt: IsoDate | undefined) =>
  queryOptions({ queryKey: ['history', address, asAt ?? null], queryFn: () => api.actions.history.query({ address, asAt }) })
