import type { ActionRow } from '@beatbook/contract'
import { replaceEqualDeep } from '@tanstack/solid-query'
import { batch, createMemo } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'

/** The rows of a table by their places, from 0. Of a long list only those near the screen are here. */
export interface GridRows {
  readonly count: () => number
  /** The row at a place; `undefined` where it is not here, or there is none. */
  readonly at: (place: number) => ActionRow | undefined
  /** The place of an action by its id; -1 where it is not here. */
  readonly placeOf: (id: string) => number
  /** The rows that are here, in their order. */
  readonly here: () => readonly ActionRow[]
  /** The rows from one place up to another, which is exclusive, here or not. Rejects where they cannot be loaded. */
  readonly slice: (from: number, to: number) => Promise<readonly ActionRow[]>
  /** Brings a place onto the screen, where the browser does not do so by itself when the place gets the focus. */
  readonly reveal?: (place: number) => void
}

/** Rows that are all here. */
export const wholeRows = (rows: () => readonly ActionRow[]): GridRows => {
  const places = createMemo(() => new Map(rows().map(({ id }, place) => [id, place])))
  return {
    count: () => rows().length,
    at: (place) => rows()[place],
    placeOf: (id) => places().get(id) ?? -1,
    here: rows,
    slice: async (from, to) => rows().slice(from, to),
  }
}

/**
 * Makes of the rows of an answer those of a store: a row that was there before is the same object and keeps its element,
 * with what changed of it in place. Rows that are not among those given last are let go.
 */
export const useKeptRows = (): ((rows: readonly ActionRow[]) => readonly ActionRow[]) => {
  const [kept, setKept] = createStore<Record<string, ActionRow | undefined>>({})
  /** The rows given last, by their ids: one that is given again is as it was. */
  let known = new Map<string, ActionRow>()
  return (rows) => {
    const given = new Map(rows.map((row) => [row.id, row]))
    batch(() => {
      for (const row of rows) {
        const before = unwrap(kept)[row.id]
        if (before !== undefined && (known.get(row.id) === row || replaceEqualDeep(before, row) === before))
          continue
        // The store changes its rows in place, so it has copies.
        setKept(row.id, reconcile(structuredClone(row)))
      }
      for (const id of known.keys()) if (!given.has(id)) setKept(id, undefined)
    })
    known = given
    return rows.flatMap(({ id }) => kept[id] ?? [])
  }
}
