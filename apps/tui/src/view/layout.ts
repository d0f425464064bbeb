import { type GridLayout, type GridSort, gridLayout, groupings, sortByColumn } from '@beatbook/contract'
import type { Column } from '@beatbook/domain'
import { type ActionColumn, everyColumn, groupingWords } from '@beatbook/presentation'

type Refused = { readonly error: string }

/** The layout that the options of a command say; an error where one of them means nothing. */
export const layoutGiven = (
  { sort = '', group = '', columns = '' }: { sort?: string; group?: string; columns?: string },
  own: readonly Column[],
): GridLayout | Refused => {
  const [orders, grouped, chosen] = [ordersIn(sort, own), groupIn(group), columnsIn(columns, own)]
  for (const read of [orders, grouped, chosen]) if ('error' in read) return read
  return { sorts: [], ...orders, ...grouped, ...chosen }
}

/** Orders as they are typed: `level, -timescale`. */
export const orderTyped = (sorts: GridLayout['sorts']): string =>
  sorts.map(({ by, descending }) => `${descending ? '-' : ''}${by}`).join(', ')

/** The orders in a typed line, none where it is empty; an error where a word names no field to order by. */
export const ordersIn = (typed: string, own: readonly Column[]): Pick<GridLayout, 'sorts'> | Refused => {
  const sorts: GridSort[] = []
  for (const part of typed.split(',').map((each) => each.trim())) {
    if (part === '' || part === 'place') continue
    const word = part.replace(/^[-+]/, '').replace(/\s+desc(ending)?$/i, '')
    const descending = part.startsWith('-') || /\s+desc(ending)?$/i.test(part)
    const key = columnKeyGiven(word, own)
    const read = gridLayout.shape.sorts.safeParse([
      { by: key === 'owners' ? 'owner' : (key ?? word), descending },
    ])
    if (!read.success) return { error: `Nothing is ordered by “${word}”. Fields: ${orderWords}.` }
    sorts.push(...read.data)
  }
  const all = gridLayout.shape.sorts.safeParse(sorts)
  return all.success ? { sorts: all.data } : { error: 'Order by at most four fields.' }
}

const orderWords = 'ref, text, owner, section, timescale, level, rules, stage, progress, last-update'

/** What a typed word puts rows together by, nothing of its own where it is empty. */
export const groupIn = (typed: string): Pick<GridLayout, 'group'> | Refused => {
  const asked = typed.trim().toLowerCase()
  const group = groupings.find((each) => each === asked || groupingWords[each].toLowerCase() === asked)
  if (group !== undefined) return { group }
  return asked === '' ? {} : { error: `Put them together by ${groupings.join(', ')}.` }
}

/** The columns in a typed line, none of its own where it is empty; an error where a word names none. */
export const columnsIn = (typed: string, own: readonly Column[]): Pick<GridLayout, 'columns'> | Refused => {
  const words = typed.split(',').map((word) => word.trim())
  const columns: { key: ActionColumn['key'] }[] = []
  for (const word of words.filter(Boolean)) {
    const key = columnKeyGiven(word, own)
    if (key === null) return { error: `No column is called “${word}”.` }
    columns.push({ key })
  }
  return columns.length === 0 ? {} : { columns }
}

/** The key of a column as a person names it (“owner”, “Due”, a column’s code); `null` where none is called so. */
const columnKeyGiven = (typed: string, own: readonly Column[]): ActionColumn['key'] | null => {
  const asked = typed.trim().toLowerCase()
  const all = everyColumn(own)
  const found =
    all.find(({ key }) => key === asked || key === sortByColumn(asked)) ??
    all.find(({ heading }) => heading.toLowerCase() === asked) ??
    all.find(({ key, sort }) => key === `${asked}s` || sort === asked) ??
    (asked === 'due' ? all.find(({ key }) => key === 'timescale') : undefined) ??
    (asked === 'rules' ? all.find(({ key }) => key === 'computed') : undefined)
  return found?.key ?? null
}
