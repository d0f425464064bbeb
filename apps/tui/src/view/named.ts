import type { Client } from '@beatbook/api/client'
import type { SavedView } from '@beatbook/contract'
import { Stop } from '../output/exit.ts'
import { callServer } from '../session/connect.ts'

/**
 * The saved view that a name means, of the plan `planId` (`null`: of all plans): the person's own before one that
 * others share, by the whole name, else by its beginning. Stops with exit 5 where there is none, and with 2 where
 * several begin so.
 */
export const viewNamed = async (client: Client, name: string, planId: string | null): Promise<SavedView> => {
  const all = (await callServer(() => client.views.list.query())).filter((view) => view.planId === planId)
  const sought = name.trim().toLowerCase()
  const own = [...all].sort((one, other) => Number(other.own) - Number(one.own))
  const exact = own.find((view) => view.id === sought || view.name.toLowerCase() === sought)
  if (exact !== undefined) return exact
  const begun = own.filter((view) => view.name.toLowerCase().startsWith(sought))
  const [found] = begun
  if (found !== undefined && begun.length === 1) return found
  const names = (of: readonly SavedView[]) => of.map((view) => `“${view.name}”`).join(', ')
  if (begun.length > 1)
    throw new Stop('usage', `Several views begin with “${name}”.`, `Write more of it: ${names(begun)}.`)
  throw new Stop(
    'notFound',
    `There is no view “${name}” here.`,
    all.length === 0
      ? 'Save one with “beatbook view save NAME --where FILTER”.'
      : `There are: ${names(all)}.`,
  )
}
