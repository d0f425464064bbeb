import type { RagRules } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const allRagRulesQuery = () =>
  queryOptions({ queryKey: ['rag-rules'], queryFn: () => api.ragRules.list.query() })

export const ragRulesQuery = (code: string) =>
  queryOptions({ queryKey: ['rag-rules', code], queryFn: () => api.ragRules.get.query({ code }) })

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
