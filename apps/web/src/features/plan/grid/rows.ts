import type { ActionRow } from '@beatbook/contract'
import { createMemo } from 'solid-js'

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
