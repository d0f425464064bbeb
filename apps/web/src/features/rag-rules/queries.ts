import type { RagRules } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const allRagRulesQuery = () =>
  queryOptions({ queryKey: ['rag-rules'], queryFn: () => api.ragRules.list.query() })

/** A version of rules, the newest by default. */
export const ragRulesQuery = (code: string, version?: number) =>
  queryOptions({
    queryKey: ['rag-rules', code, version],
    queryFn: () => api.ragRules.get.query({ code, ...(version === undefined ? {} : { version }) }),
  })

export const whatIfQuery = (plan: string, ragRules: RagRules) =>
  queryOptions({
    queryKey: ['rag-rules', 'what-if', plan, JSON.stringify(ragRules)],
    queryFn: ({ signal }) => api.ragRules.whatIf.query({ plan, ragRules }, { signal }),
  })

export const backTestQuery = (plan: string, ragRules: RagRules) =>
  queryOptions({
    queryKey: ['rag-rules', 'back-test', plan, JSON.stringify(ragRules)],
    queryFn: ({ signal }) => api.ragRules.backTest.query({ plan, ragRules }, { signal }),
  })
