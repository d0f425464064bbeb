import { type ActionQuestion, actionFilter, actionSorts } from '@beatbook/contract'
import { type ListedField, listedFields } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'

type Search = Record<string, string | string[] | undefined>
type Sorting = Pick<ActionQuestion, 'sort' | 'descending'>

/** The parameters of an address that narrow a list, by the field they set. */
const params = {
  levels: 'level',
  computed: 'rules',
  disagrees: 'disagrees',
  stages: 'stage',
  owner: 'owner',
  section: 'section',
  dueBy: 'due-by',
  text: 'words',
  withdrawn: 'withdrawn',
  ...(Object.fromEntries(listedFields.map((field) => [field, field])) as { [F in ListedField]: F }),
} as const

/**
 * The narrowing an address asks for. What does not fit is left out, so that an old or mistyped link still
 * opens.
 */
export const narrowingOf = (search: Search): Narrowing => {
  const asked = Object.entries(params).map(([field, param]) => {
    const value = one(search[param])
    const given =
      value === ''
        ? undefined
        : lists.has(field)
          ? value.split(',')
          : field === 'disagrees'
            ? value === 'yes'
            : value
    return [field, actionFilter.shape[field as keyof typeof params].safeParse(given)] as const
  })
  return Object.fromEntries(
    asked
      .filter(([field, read]) => read.success && one(search[params[field as keyof typeof params]]) !== '')
      .map(([field, read]) => [field, read.data]),
  )
}

/** The same narrowing as the parameters of an address; `null` takes one out. */
export const paramsOf = (narrowing: Narrowing): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(params).map(([field, param]) => {
      const value = narrowing[field as keyof Narrowing]
      const words = Array.isArray(value)
        ? value.join(',')
        : typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : value
      return [param, words === undefined || words === '' || words === 'without' ? null : words]
    }),
  )

/** The order an address asks for: the plan's own unless it says otherwise. */
export const sortingOf = (search: Search): Sorting => {
  const asked = one(search.sort)
  const descending = asked.startsWith('-')
  const sort = actionSorts.find((known) => known === asked.replace(/^-/, ''))
  return sort === undefined ? { sort: 'place', descending: false } : { sort, descending }
}

const lists = new Set<string>(['levels', 'computed', 'stages', ...listedFields])

const one = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
