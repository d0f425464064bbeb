import type { ActionQuestion } from '@beatbook/contract'
import type { ReadAt } from '@beatbook/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const plansQuery = (at: ReadAt) =>
  queryOptions({ queryKey: ['plans', at], queryFn: () => api.plans.list.query(at) })

export const archivedPlansQuery = (at: ReadAt) =>
  queryOptions({
    queryKey: ['plans', at, 'archived'],
    queryFn: () => api.plans.list.query({ ...at, archived: 'only' }),
  })

export const planQuery = (plan: string, at: ReadAt) =>
  queryOptions({ queryKey: ['plan', plan, at], queryFn: () => api.plans.get.query({ plan, ...at }) })

/** How many actions are loaded and drawn at once: more make a slow phone stop. */
const ROWS_A_PAGE = 100

export const planActionsQuery = (question: Partial<ActionQuestion>) =>
  infiniteQueryOptions({
    queryKey: ['actions', question],
    queryFn: ({ pageParam }) =>
      api.actions.list.query({ ...question, limit: ROWS_A_PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
