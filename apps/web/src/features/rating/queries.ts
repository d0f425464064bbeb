import type { IsoDate, ReadAt } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const whyQuery = (address: string, at: ReadAt) =>
  queryOptions({ queryKey: ['why', address, at], queryFn: () => api.rating.why.query({ address, ...at }) })

/** The newest version of rules. */
export const newestRagRulesQuery = (code: string) =>
  queryOptions({ queryKey: ['rag-rules', code, undefined], queryFn: () => api.ragRules.get.query({ code }) })

export const ribbonQuery = (address: string, at: ReadAt) =>
  queryOptions({
    queryKey: ['ribbon', address, at],
    queryFn: () => api.rating.ribbon.query({ address, ...at }),
  })

export const turningQuery = (question: ReadAt & Narrowing & { plan?: string; until: IsoDate }) =>
  queryOptions({ queryKey: ['turning', question], queryFn: () => api.rating.turning.query(question) })

export const turningToQuery = (
  question: ReadAt & { plan?: string; until: IsoDate; level: string; limit: number },
) => queryOptions({ queryKey: ['turning', question], queryFn: () => api.rating.turningTo.query(question) })

export const trendsQuery = (
  question: ReadAt &
    Narrowing & {
      plan: string
      from: IsoDate
      to: IsoDate
      by: 'declared' | 'computed'
    },
) => queryOptions({ queryKey: ['trends', question], queryFn: () => api.rating.trends.query(question) })
