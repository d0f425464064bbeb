import type { ActionQuestion, IsoDate } from '@beatbook/domain'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const plansQuery = (asAt: IsoDate | undefined) => queryOptions({ queryKey: ['plans', asAt ?? null], queryFn: () => api.plans.list.query({ asAt }) })

export const planQuery = (plan: string, asAt: IsoDate | undefined) =>
  queryOptions({ queryKey: ['plan', plan, asAt ?? null], queryFn: () => api.plans.get.query({ plan, asAt }) })

/** How many rows of a plan come at once. */
const PAGE = 500

export const planActionsQuery = (question: Partial<ActionQuestion>) =>
  infiniteQueryOptions({
    queryKey: ['actions', question],
    queryFn: ({ pageParam }) => api.actions.list.query({ ...question, limit: PAGE, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
