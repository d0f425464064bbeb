import type { RagScheme } from '@beatbook/domain'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const schemesQuery = () => queryOptions({ queryKey: ['schemes'], queryFn: () => api.schemes.list.query() })

export const schemeQuery = (code: string) => queryOptions({ queryKey: ['scheme', code], queryFn: () => api.schemes.get.query({ code }) })

export const whatIfQuery = (plan: string, scheme: RagScheme) =>
  queryOptions({
    queryKey: ['scheme', 'what-if', plan, JSON.stringify(scheme)],
    queryFn: ({ signal }) => api.schemes.whatIf.query({ plan, scheme }, { signal }),
  })

export const backTestQuery = (plan: string, scheme: RagScheme) =>
  queryOptions({
    queryKey: ['scheme', 'back-test', plan, JSON.stringify(scheme)],
    queryFn: ({ signal }) => api.schemes.backTest.query({ plan, scheme }, { signal }),
  })
