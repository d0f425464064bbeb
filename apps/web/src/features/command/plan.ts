import type { ReadAt } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

/** The plans, without those that are archived. */
export const plansQuery = (at: ReadAt) =>
  queryOptions({ queryKey: ['plans', at], queryFn: () => api.plans.list.query(at) })

/** One plan, by its code or id. */
export const planQuery = (plan: string, at: ReadAt) =>
  queryOptions({ queryKey: ['plan', plan, at], queryFn: () => api.plans.get.query({ plan, ...at }) })
