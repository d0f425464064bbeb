import { defaultSettings, type Settings } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { areasQuery } from './queries.ts'

/** What the force settled today; what holds by default until it is read, and until the force has. */
export const useSettings = (): (() => Settings) => {
  const areas = useQuery(areasQuery)
  return () => areas.data?.find(({ parent }) => parent === null)?.settings ?? defaultSettings
}
