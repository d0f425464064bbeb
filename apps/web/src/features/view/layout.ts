import { type GridLayout, type GridSort, gridLayout, MOST_SORTS } from '@beatbook/contract'

type Search = Record<string, string | string[] | undefined>

/** The parameters of a URL that say how a grid is laid out. */
export const layoutParams = ['sort', 'group', 'cols'] as const

/** Whether a URL says how a grid is laid out; otherwise the grid is as its reader last left it. */
export const hasLayout = (search: Search): boolean => layoutParams.some((param) => one(search[param]) !== '')

/**
 * The layout in a URL: `sort=-level,timescale`, `group=owner`, `cols=ref,text~300`. What cannot be read is left
 * out, so that an old or mistyped link still opens.
 */
export const layoutOf = (search: Search): GridLayout => {
  const sorts = partsIn(search['sort']).map((part) => ({
    by: part.replace(/^-/, ''),
    descending: part.startsWith('-'),
  }))
  const columns = partsIn(search['cols']).map((part) => {
    const [key = '', width] = part.split('~')
    return { key, ...(width === undefined ? {} : { width: Number(width) }) }
  })
  const { shape } = gridLayout
  const group = shape.group.safeParse(one(search['group']) || undefined)
  const chosen = shape.columns.safeParse(columns.length === 0 ? undefined : columns)
  return {
    // The plan's own order is what a grid without an order has.
    sorts: sorts.flatMap((sort) => {
      const read = shape.sorts.safeParse([sort])
      return read.success ? read.data.filter(({ by }) => by !== 'place') : []
    }),
    ...(group.success && group.data !== undefined ? { group: group.data } : {}),
    ...(chosen.success && chosen.data !== undefined ? { columns: chosen.data } : {}),
  }
}

/** The same as parameters of a URL; `null` removes one. */
export const paramsOfLayout = ({ sorts, group, columns }: GridLayout): Record<string, string | null> => ({
  sort: sorts.map(({ by, descending }) => `${descending ? '-' : ''}${by}`).join(',') || null,
  group: group ?? null,
  cols: columns?.map(({ key, width }) => (width === undefined ? key : `${key}~${width}`)).join(',') ?? null,
})

/**
 * The orders after a heading was pressed: that column alone, rising, then falling, then none. With `further` it
 * is added behind the others, turned, or taken away, and the others stay.
 */
export const sortsAfter = (
  sorts: readonly GridSort[],
  by: GridSort['by'],
  further: boolean,
): readonly GridSort[] => {
  const now = sorts.find((sort) => sort.by === by)
  const next =
    now === undefined ? { by, descending: false } : now.descending ? null : { by, descending: true }
  if (!further) return next === null ? [] : [next]
  if (now === undefined) return [...sorts, { by, descending: false }].slice(-MOST_SORTS)
  return sorts.flatMap((sort) => (sort.by !== by ? [sort] : next === null ? [] : [next]))
}

const partsIn = (value: string | string[] | undefined): string[] => one(value).split(',').filter(Boolean)

const one = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? (value[0] ?? '') : (value ?? '')
