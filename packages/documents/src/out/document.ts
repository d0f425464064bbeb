import type { Instant, IsoDate } from '@beatbook/domain'

/** What a cell of a document that goes out has: words, a number, per cent, a day, a level, or nothing. */
export type Cell =
  | { readonly words: string }
  | { readonly number: number }
  | { readonly percent: number }
  | { readonly day: IsoDate }
  | { readonly level: string; readonly words: string }
  | null

export interface OutColumn {
  /** The field: a key of `outFields`, or `column:CODE` for a column of the force's own. */
  readonly key: string
  readonly title: string
  /** What its cells can have, in their order; `only` where nothing else fits. Absent where they are free. */
  readonly choices?: { readonly values: readonly string[]; readonly only: boolean } | undefined
}

/** Where a plan that goes out comes from: its id, the day it shows, and the instant up to which the record was known. */
export interface OutOrigin {
  readonly force: string
  readonly planId: string
  readonly code: string
  readonly asAt: IsoDate
  readonly knownAt: Instant
}

export interface OutRow {
  /** The id of the action. */
  readonly id: string
  readonly address: string
  readonly withdrawn: boolean
  /** As many as there are columns. */
  readonly cells: readonly Cell[]
}

/** A plan, or a list of actions, as it goes out: what it is, and its rows by section. */
export interface OutPlan {
  readonly origin: OutOrigin
  readonly title: string
  /** What stands above the table, each with its label: the force, the code, the sponsor, the day it shows. */
  readonly facts: readonly { readonly label: string; readonly words: string }[]
  readonly columns: readonly OutColumn[]
  readonly sections: readonly { readonly title: string | null; readonly rows: readonly OutRow[] }[]
}

/** The words of a cell as text: a day as 31/03/2027, per cent with its sign, a number with a point. */
export const wordsOfCell = (cell: Cell): string =>
  cell === null
    ? ''
    : 'words' in cell
      ? cell.words
      : 'number' in cell
        ? String(cell.number)
        : 'percent' in cell
          ? `${cell.percent}%`
          : dayAsTyped(cell.day)

/** A day as people in the country type it: 31/03/2027. */
export const dayAsTyped = (day: IsoDate): string =>
  `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
