import { type AreaView, defaultSettings, type Settings } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { queryClient } from '../../query-client.ts'
import { areasQuery } from './queries.ts'

/** What the force settled today; what holds by default until it is read, and until the force has. */
export const useSettings = (): (() => Settings) => {
  const areas = useQuery(areasQuery)
  return () => settingsIn(areas.data ?? [])
}

/** As `useSettings`, where they have been read already; `undefined` where not. */
export const settingsRead = (): Settings | undefined => {
  const areas = queryClient.getQueryData(areasQuery().queryKey)
  return areas && settingsIn(areas)
}

const settingsIn = (areas: readonly Pick<AreaView, 'parent' | 'settings'>[]): Settings =>
  areas.find(({ parent }) => parent === null)?.settings ?? defaultSettings
