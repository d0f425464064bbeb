import { rowsFrom } from '@beatbook/api/client'
import { type ActionPage, type ActionQuestion, type ActionRow, MOST_LISTED } from '@beatbook/contract'
import { QueriesObserver } from '@tanstack/solid-query'
import { batch, createComputed, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { api } from '../../../api.ts'
import { queryClient } from '../../../query-client.ts'
import type { GridRows } from './rows.ts'

/** The rows of a page of a long list. */
const PAGE = 100

/** How long the screen rests before rows that are not here are asked for, in milliseconds. */
const RESTS = 60

type Part = Pick<ActionPage, 'rows' | 'count' | 'capped'>

/** A long list: what was asked, and its first rows. */
export interface LongList {
  readonly question: Partial<ActionQuestion>
  readonly first: Part
}

interface Drawing {
  readonly around: (apply: () => void) => void
  readonly reveal: (place: number) => void
}

/** The rows of a long list, of which those near the screen are loaded, page by page, and kept up to date. */
export interface PagedRows extends GridRows {
  /** Says which places are on the screen, both inclusive, and which is the current one. */
  readonly want: (from: number, to: number, current: number) => void
  /**
   * Says who draws the rows: `around` makes every change of them by calling what it is given, `reveal` brings a place
   * onto the screen.
   */
  readonly drawnBy: (view: Drawing) => void
  /** Whether rows on the screen could not be loaded, and loading them again. */
  readonly failed: () => boolean
  readonly retry: () => void
}

export const usePaged = (list: () => LongList): PagedRows => {
  const question = createMemo(() => list().question, undefined, {
    equals: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  })
  const [count, setCount] = createSignal(untrack(list).first.count)
  const [wanted, setWanted] = createSignal<readonly number[]>([0], {
    equals: (one, other) => one.join() === other.join(),
  })
  // Rows keep their element while they move from page to page.
  const [rows, setRows] = createStore<Record<string, ActionRow | undefined>>({})
  const [pages, setPages] = createSignal<ReadonlyMap<number, readonly string[]>>(new Map())
  const [failed, setFailed] = createSignal(false)
  let view: Drawing = { around: (apply) => apply(), reveal: () => undefined }

  const pageQuery = (page: number) => {
    const asked = question()
    return {
      queryKey: ['actions', asked, 'rows', page],
      queryFn: (): Promise<Part> =>
        rowsFrom(api, { ...asked, exact: true }, { skip: page * PAGE, limit: PAGE, count: untrack(count) }),
    }
  }
  const queriesOf = (some: readonly number[]) => some.map(pageQuery)
  const known = (page: number) => queryClient.getQueryState<Part>(pageQuery(page).queryKey)

  let taken = new Map<number, Part>()
  const take = () => {
    const states = untrack(wanted).map((page) => [page, untrack(() => known(page))] as const)
    setFailed(states.some(([, state]) => state?.status === 'error' && state.data === undefined))
    const found = new Map(states.flatMap(([page, state]) => (state?.data ? [[page, state.data]] : [])))
    if (found.size === taken.size && [...found].every(([page, part]) => taken.get(page) === part)) return
    const newest = states.reduce(
      (last, [, state]) =>
        state?.data && state.dataUpdatedAt >= last.at
          ? { at: state.dataUpdatedAt, count: state.data.count }
          : last,
      { at: 0, count: untrack(count) },
    )
    view.around(() =>
      batch(() => {
        for (const [page, part] of found)
          if (taken.get(page) !== part)
            // The store changes its rows in place, so it has copies.
            for (const row of part.rows) setRows(row.id, reconcile(structuredClone(row)))
        const ids = new Set([...found.values()].flatMap((part) => part.rows.map(({ id }) => id)))
        for (const part of taken.values())
          for (const { id } of part.rows) if (!ids.has(id)) setRows(id, undefined)
        taken = found
        setPages(new Map([...found].map(([page, part]) => [page, part.rows.map(({ id }) => id)])))
        setCount(newest.count)
      }),
    )
  }

  // The first rows are here already. What was counted to a limit is counted again.
  const seed = () => {
    const { first } = untrack(list)
    const { queryKey } = untrack(() => pageQuery(0))
    if (queryClient.getQueryData(queryKey) === undefined)
      queryClient.setQueryData(queryKey, structuredClone(unwrap(first)), first.capped ? { updatedAt: 0 } : {})
  }
  createComputed(
    on(question, () => {
      seed()
      untrack(take)
    }),
  )
  const observer = new QueriesObserver(
    queryClient,
    untrack(() => queriesOf(wanted())),
  )
  onCleanup(observer.subscribe(take))
  createComputed(
    on([question, wanted], ([, some]) => {
      observer.setQueries(queriesOf(some))
      take()
    }),
  )

  let waiting: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(waiting))
  const want = (from: number, to: number, current: number) => {
    clearTimeout(waiting)
    // With its neighbours a row is known to begin a group, and can be walked on from.
    const some = [
      ...new Set([from - 1, ...places(from, to), to + 1, ...places(current - 1, current + 1)].map(pageOf)),
    ]
      .filter((page) => page >= 0 && page * PAGE < untrack(count))
      .sort((one, other) => one - other)
    if (some.every((page) => untrack(() => known(page))?.data !== undefined)) setWanted(some)
    else waiting = setTimeout(() => setWanted(some), RESTS)
  }

  const placesById = createMemo(
    () =>
      new Map([...pages()].flatMap(([page, ids]) => ids.map((id, at) => [id, page * PAGE + at] as const))),
  )
  const at = (place: number): ActionRow | undefined => {
    const id = pages().get(pageOf(place))?.[place % PAGE]
    return id === undefined ? undefined : rows[id]
  }
  const slice = async (from: number, to: number): Promise<readonly ActionRow[]> => {
    const found: ActionRow[] = []
    for (let skip = from; skip < to; skip += MOST_LISTED) {
      const part = { skip, limit: Math.min(MOST_LISTED, to - skip), count: untrack(count) }
      found.push(...(await rowsFrom(api, { ...untrack(question), exact: true }, part)).rows)
    }
    return found
  }
  return {
    count,
    at,
    placeOf: (id) => placesById().get(id) ?? -1,
    here: createMemo(() => [...placesById().keys()].flatMap((id) => rows[id] ?? [])),
    slice,
    want,
    drawnBy: (drawing) => {
      view = drawing
    },
    reveal: (place) => view.reveal(place),
    failed,
    retry: () => {
      for (const page of untrack(wanted))
        void queryClient.refetchQueries({ queryKey: untrack(() => pageQuery(page)).queryKey })
    },
  }
}

const pageOf = (place: number): number => Math.floor(place / PAGE)

/** The places from one to another, both inclusive. */
const places = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
