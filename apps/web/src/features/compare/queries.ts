import { MOST_LISTED } from '@beatbook/contract'
import type { IsoDate, ReadAt } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'
import { queryOptions } from '@tanstack/solid-query'
import { api } from '../../api.ts'

type Asked =
  | (Narrowing & { readonly plan: string; readonly from: IsoDate; readonly to?: IsoDate })
  | { readonly plan: string; readonly draft: string; readonly draftPlan?: string }

export const compareQuery = (asked: Asked & Pick<ReadAt, 'knownAt'>) =>
  queryOptions({ queryKey: ['compare', asked], queryFn: () => api.plans.compare.query(asked) })

/** How many actions of a plan changed between two days, by what changed. */
export const changesQuery = (
  asked: { readonly plan: string; readonly from: IsoDate; readonly to: IsoDate } & Pick<ReadAt, 'knownAt'>,
) => queryOptions({ queryKey: ['changes', asked], queryFn: () => api.plans.changes.query(asked) })

/** The addresses of a plan's actions by their ids, withdrawn ones too. */
export const addressesQuery = (plan: string) =>
  queryOptions({
    queryKey: ['actions', 'addresses', plan],
    queryFn: async () => {
      const addresses: Record<string, string> = {}
      let cursor: string | undefined
      do {
        const page = await api.actions.list.query({
          plan,
          withdrawn: 'with',
          limit: MOST_LISTED,
          ...(cursor === undefined ? {} : { cursor }),
        })
        for (const { id, address } of page.rows) addresses[id] = address
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      return addresses
    },
  })
