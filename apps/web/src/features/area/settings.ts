import { type AreaView, defaultSettings, type Settings } from '@beatbook/domain'
import { useQuery } from '@tanstack/solid-query'
import { queryClient } from '../../query-client.ts'
import { useSettled } from '../../ui/settled.ts'
import { areasQuery } from './queries.ts'

/** The force's current settings; the defaults until they are loaded or set. */
export const useSettings = (): (() => Settings) => {
  const areas = useQuery(areasQuery)
  const settled = useSettled()
  return () => settingsIn(settled() && areas.isSuccess ? areas.data : [])
}

/** Like `useSettings`, if they are loaded; otherwise `undefined`. */
export const settingsRead = (): Settings | undefined => {
  const areas = queryClient.getQueryData(areasQuery().queryKey)
  return areas && settingsIn(areas)
}

const settingsIn = (areas: readonly Pick<AreaView, 'parent' | 'settings'>[]): Settings =>
  areas.find(({ parent }) => parent === null)?.settings ?? defaultSettings
