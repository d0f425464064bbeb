import type { AuditQuestion } from '@beatbook/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

export const peopleQuery = () =>
  queryOptions({ queryKey: ['people'], queryFn: () => api.people.list.query() })

/** The number of changes per page. */
const PAGE = 50

export const auditQuery = (question: Pick<Partial<AuditQuestion>, 'person' | 'kinds'>) =>
  infiniteQueryOptions({
    queryKey: ['people', 'audit', question],
    queryFn: ({ pageParam }) => api.people.audit.query({ ...question, limit: PAGE, before: pageParam }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
