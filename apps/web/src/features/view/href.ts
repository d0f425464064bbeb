import type { GridView, SavedView } from '@beatbook/contract'
import { paramsOfLayout } from './layout.ts'
import { paramsOf } from './narrowing.ts'

/** The address of a saved view: the grid of its plan, or of all, with its filters, orders, groups and columns. */
export const hrefOfView = ({
  planId,
  planCode,
  view,
}: Pick<SavedView, 'planId' | 'planCode' | 'view'>): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(paramsOfView(view))) if (value !== null) params.set(name, value)
  const query = params.toString()
  const path = planId === null ? '/actions' : `/plans/${planCode ?? ''}`
  return `${path}${query === '' ? '' : `?${query}`}`
}

/** A view as parameters of a URL; `null` is an absent one. */
export const paramsOfView = ({ filter, ...layout }: GridView): Record<string, string | null> => ({
  ...paramsOf(filter),
  ...paramsOfLayout(layout),
})

/** Whether an address shows a view, whatever is opened beside the grid. */
export const shows = (location: { pathname: string; search: string }, href: string): boolean => {
  const [path, query = ''] = href.split('?')
  const here = new URLSearchParams(location.search)
  for (const other of ['open', 'view', 'asAt', 'knownOn']) here.delete(other)
  const wanted = new URLSearchParams(query)
  here.sort()
  wanted.sort()
  return location.pathname === path && here.toString() === wanted.toString()
}
