import { type Client, rowsFrom } from '@beatbook/api/client'
import {
  type ActionPage,
  type ActionRow,
  type GridLayout,
  type GridSort,
  gridSorts,
} from '@beatbook/contract'
import { type GridOf, groupedRows, groupingOf, sortedRows } from '@beatbook/presentation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { stopOf } from '../../session/failure.ts'

type Asked = Omit<
  Parameters<Client['actions']['list']['query']>[0] & object,
  'limit' | 'cursor' | 'skip' | 'from' | 'sort' | 'descending'
>

/** A list that a screen shows: which actions, and how they are laid out. */
export interface ListQuestion {
  readonly filter: Asked
  readonly layout: GridLayout
  /** What orders and groups depend on; `null` until it is loaded. */
  readonly of: GridOf | null
  /** Whether rows are of several plans, so that a heading names the plan too. */
  readonly several: boolean
}

/** A list of any length of which only the rows near the cursor are loaded. */
export interface Listed {
  /** `null` until something was answered. */
  readonly count: number | null
  /** The row at an index from 0; `null` where it is not loaded, or there is none. */
  readonly at: (index: number) => ActionRow | null
  /** The heading that stands above a row; `null` where there is none. */
  readonly headingAt: (index: number) => string | null
  /** Whether all rows are loaded, in an order that is made here. */
  readonly ordered: boolean
  /** The widest ref so far, or address where rows are of several plans, which never shrinks while the list is shown. */
  readonly refWidth: number
  /** Why the list is not laid out as it was asked for; `null` where it is. */
  readonly note: string | null
  readonly error: string | null
}

/** The rows of a page. */
export const LIST_PAGE = 100
/** The most rows that are ordered and grouped here; of longer lists the server orders by one field. */
export const MOST_ORDERED = 1_000
/** The most pages that are kept. */
const MOST_PAGES = 60

type Pages = ReadonlyMap<number, readonly ActionRow[]>

interface Loaded {
  /** The list that the pages are of, and which answer to it. */
  readonly list: string
  readonly key: string
  /** The pages of the answer before, shown until the same of this one is there. */
  readonly before: Pages
  readonly count: number | null
  readonly pages: Pages
  readonly refWidth: number
  readonly error: string | null
}
const nothing: Loaded = {
  list: '',
  key: '',
  before: new Map(),
  count: null,
  pages: new Map(),
  refWidth: 3,
  error: null,
}

/**
 * The list of a question, loaded around the row `selected`. `list` says which list it is, and `stamp` changes
 * whenever the answer may have; until the new one is there the previous rows remain.
 */
export const useListed = (
  client: Client,
  { list, stamp }: { readonly list: string; readonly stamp: string },
  question: ListQuestion | null,
  selected: number,
): Listed => {
  const key = `${list}\u0000${stamp}`
  const [loaded, load] = useState<Loaded>(nothing)
  const asked = useRef(new Set<string>())
  const latest = useRef(key)
  latest.current = key
  const current = loaded.key === key ? loaded : null
  const local = question !== null && isLocal(question.layout)
  const whole = local && current?.count != null && current.count <= MOST_ORDERED
  const wanted = question === null ? [] : pagesWanted(selected, current?.count ?? null, whole)

  useEffect(() => {
    if (question === null) return
    if (!asked.current.has(key)) asked.current = new Set([key])
    for (const page of wanted) {
      const name = `${key}\u0000${page}`
      if (asked.current.has(name)) continue
      asked.current.add(name)
      pageOf(client, question, page, loaded.count).then(
        (found) => {
          if (latest.current !== key) return
          load((was) => withPage(was, { list, key, several: question.several }, page, found, selected))
        },
        (error: unknown) => {
          asked.current.delete(name)
          if (latest.current === key) load((was) => ({ ...was, list, key, error: stopOf(error).message }))
        },
      )
    }
  }, [key, wanted.join()])

  const of = question?.of ?? null
  const layout = question?.layout ?? noLayout
  const now = useMemo(
    () => (local ? orderedRows(loaded, layout, of) : null),
    [local, loaded, JSON.stringify(layout), of],
  )
  const before = useRef<Ordered | null>(null)
  if (now !== null || !local) before.current = now
  const ordered = now ?? before.current
  const rowAt = (index: number): ActionRow | null => {
    if (ordered !== null) return ordered[index]?.row ?? null
    const page = Math.floor(index / LIST_PAGE)
    return (loaded.pages.get(page) ?? loaded.before.get(page))?.[index % LIST_PAGE] ?? null
  }
  const grouped = groupingOf(layout) === 'section' && (layout.sorts[0]?.by ?? 'place') === 'place'
  return {
    count: loaded.count,
    at: rowAt,
    headingAt: (index) => {
      if (ordered !== null) return ordered[index]?.heading ?? null
      const [row, before] = [rowAt(index), rowAt(index - 1)]
      if (!grouped || row === null || before?.sectionId === row.sectionId) return null
      return question?.several ? `${row.planCode} · ${row.section}` : row.section
    },
    ordered: ordered !== null,
    refWidth: loaded.refWidth,
    note:
      local && loaded.count !== null && loaded.count > MOST_ORDERED
        ? `Over ${MOST_ORDERED.toLocaleString('en-GB')} actions: not grouped, and ordered by one field. Narrow them with /.`
        : null,
    error: loaded.error,
  }
}

const noLayout: GridLayout = { sorts: [] }

/** Whether rows are ordered or grouped here, because no list of the server is. */
const isLocal = ({ sorts, group }: GridLayout): boolean =>
  sorts.length > 1 ||
  sorts.some(({ by }) => !isServerSort(by)) ||
  (group !== undefined && group !== 'nothing' && !(group === 'section' && sorts.length === 0))

type ServerSort = Exclude<GridSort['by'], (typeof gridSorts)[number]>

const isServerSort = (by: GridSort['by']): by is ServerSort => !(gridSorts as readonly string[]).includes(by)

/** The order that the server is asked for. */
export const serverOrder = ({ sorts }: GridLayout): { sort: ServerSort; descending: boolean } => {
  const [first] = sorts
  return first !== undefined && isServerSort(first.by)
    ? { sort: first.by, descending: first.descending }
    : { sort: 'place', descending: false }
}

const pagesWanted = (selected: number, count: number | null, whole: boolean): number[] => {
  const last = count === null ? null : Math.max(0, Math.ceil(count / LIST_PAGE) - 1)
  if (whole && last !== null) return Array.from({ length: last + 1 }, (_, page) => page)
  const page = (at: number) => Math.max(0, Math.min(last ?? at, Math.floor(at / LIST_PAGE)))
  const reach = LIST_PAGE / 2
  return [...new Set([page(selected), page(selected - reach), page(selected + reach)])].filter(
    (each) => last !== null || each === page(selected),
  )
}

type FoundPage = Pick<ActionPage, 'rows' | 'count'>

/** A page by its number. */
const pageOf = (
  client: Client,
  { filter, layout }: ListQuestion,
  page: number,
  count: number | null,
): Promise<FoundPage> =>
  rowsFrom(client, { ...filter, ...serverOrder(layout) }, { skip: page * LIST_PAGE, limit: LIST_PAGE, count })

const withPage = (
  was: Loaded,
  { list, key, several }: Pick<Loaded, 'list' | 'key'> & Pick<ListQuestion, 'several'>,
  page: number,
  { rows, count }: FoundPage,
  selected: number,
): Loaded => {
  const pages = new Map(was.key === key ? was.pages : [])
  pages.set(page, rows)
  const here = Math.floor(selected / LIST_PAGE)
  while (pages.size > MOST_PAGES) {
    const farthest = [...pages.keys()].reduce((one, other) =>
      Math.abs(other - here) > Math.abs(one - here) ? other : one,
    )
    pages.delete(farthest)
  }
  const widest = rows.reduce(
    (most, { ref, address }) => Math.max(most, (several ? address : ref).length),
    String(count).length,
  )
  const same = was.list === list
  return {
    list,
    key,
    before: was.key === key ? was.before : same ? was.pages : new Map(),
    count,
    pages,
    refWidth: Math.min(several ? 28 : 10, Math.max(same ? was.refWidth : nothing.refWidth, widest)),
    error: null,
  }
}

type Ordered = readonly { readonly row: ActionRow; readonly heading: string | null }[]

/** All rows in their order and under their groups; `null` until all are loaded, or where there are too many. */
const orderedRows = ({ count, pages }: Loaded, layout: GridLayout, of: GridOf | null): Ordered | null => {
  if (of === null || count === null || count > MOST_ORDERED) return null
  const rows = Array.from({ length: Math.ceil(count / LIST_PAGE) }, (_, page) => pages.get(page)).flatMap(
    (page) => page ?? [],
  )
  if (rows.length !== count) return null
  const group = groupingOf(layout)
  return groupedRows(sortedRows(rows, layout.sorts, of), group, { ...of, title: 'Actions' }).flatMap(
    ({ rows, title }) =>
      rows.map((row, at) => ({ row, heading: at === 0 && group !== 'nothing' ? title : null })),
  )
}
