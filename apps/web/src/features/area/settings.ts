import { defaultSettings, type Settings } from '@beatbook/domain'
import { queryOptions, useQuery } from '@tanstack/solid-query'
import { api } from '../../api.ts'

const areasQuery = () => queryOptions({ queryKey: ['areas'], queryFn: () => api.areas.list.query({}) })

/** What the force settled today; what holds by default until it is read, and until the force has. */
export const useSettings = (): (() => Settings) => {
  const areas = useQuery(areasQuery)
  return () => areas.data?.find(({ parent }) => parent === null)?.settings ?? defaultSettings
}
