import { actionFilter } from '@beatbook/contract'
import { type ListedField, listedFields } from '@beatbook/domain'
import type { Narrowing } from '@beatbook/presentation'

type Search = Record<string, string | string[] | undefined>

/** The URL parameters that filter a list, by the field they set. */
const params = {
  levels: 'level',
  computed: 'rules',
  disagrees: 'disagrees',
  stages: 'stage',
  owner: 'owner',
  section: 'section',
  dueBy: 'due-by',
  dueFrom: 'due-from',
  silentOver: 'silent-over',
  evidence: 'evidence',
  tags: 'tag',
  text: 'words',
  withdrawn: 'withdrawn',
  ...(Object.fromEntries(listedFields.map((field) => [field, field])) as { [F in ListedField]: F }),
} as const

/** The filters in a URL. Invalid ones are ignored, so that an old or mistyped link still opens. */
export const narrowingOf = (search: Search): Narrowing => {
  const asked = Object.entries(params).map(([field, param]) => {
    const value = one(search[param])
    const given =
      value === ''
        ? undefined
        : lists.has(field)
          ? value.split(',')
          : field === 'disagrees' || field === 'evidence'
            ? value === 'yes'
            : field === 'silentOver'
              ? Number(value)
              : value
    return [field, actionFilter.shape[field as keyof typeof params].safeParse(given)] as const
  })
  const columns = columnsAsked(search)
  const given = Object.fromEntries(
    asked
      .filter(([field, read]) => read.success && one(search[params[field as keyof typeof params]]) !== '')
      .map(([field, read]) => [field, read.data]),
  )
  return columns === undefined ? given : { ...given, columns }
}

/** The prefix of an own column's code in a URL: `column.ward=North`. */
const COLUMN = 'column.'

const columnsAsked = (search: Search): Narrowing['columns'] => {
  const given = Object.entries(search).flatMap(([param, value]) =>
    param.startsWith(COLUMN) && one(value) !== ''
      ? [[param.slice(COLUMN.length), partsOf(one(value))] as const]
      : [],
  )
  if (given.length === 0) return undefined
  const read = actionFilter.shape.columns.safeParse(Object.fromEntries(given))
  return read.success ? read.data : undefined
}

/**
 * Several values in one parameter, separated by a vertical bar; one within a value is escaped with a
 * backslash.
 */
const joined = (values: readonly string[]): string =>
  values.map((value) => value.replace(/[|\\]/g, '\\$&')).join('|')
const partsOf = (text: string): string[] =>
  (text.match(/(?:\\.|[^|\\])+/g) ?? []).map((part) => part.replace(/\\(.)/g, '$1'))

/**
 * The same filters as URL parameters; `null` removes one. `codes` are those of columns that may be in the URL
 * now.
 */
export const paramsOf = (
  narrowing: Narrowing,
  codes: readonly string[] = [],
): Record<string, string | null> => ({
  ...Object.fromEntries(codes.map((code) => [`${COLUMN}${code}`, null])),
  ...Object.fromEntries(
    Object.entries(narrowing.columns ?? {}).map(([code, values]) => [`${COLUMN}${code}`, joined(values)]),
  ),
  ...Object.fromEntries(
    Object.entries(params).map(([field, param]) => {
      const value = narrowing[field as keyof typeof params]
      const words = Array.isArray(value)
        ? value.join(',')
        : typeof value === 'boolean'
          ? value
            ? 'yes'
            : 'no'
          : value?.toString()
      return [param, words === undefined || words === '' || words === 'without' ? null : words]
    }),
  ),
})

const lists = new Set<string>(['levels', 'computed', 'stages', 'tags', ...listedFields])

const one = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
