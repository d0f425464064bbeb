import type { Id, Instant, IsoDate } from '@beatbook/domain'

/** A workbook that came back, as it was read: its sheets that have a table of actions. */
export interface ReturnedBook {
  readonly file: string
  readonly sheets: readonly ReturnedSheet[]
  /** The names of the sheets with words in which no table of actions was found. */
  readonly other: readonly string[]
}

export interface ReturnedSheet {
  readonly name: string
  /** What the workbook says of the plan that went out; `null` where it no longer does. */
  readonly plan: {
    readonly id: Id
    readonly code: string
    readonly force: string
    readonly asAt: IsoDate
    readonly knownAt: Instant
  } | null
  /** The ids of the actions that went out in it; `null` where that is no longer known. */
  readonly went: readonly Id[] | null
  /** The fields of its columns, with the titles that they have now, and where they stand, from 1. */
  readonly columns: readonly { readonly key: string; readonly title: string; readonly column: number }[]
  /** The titles of the columns with words that are no field of ours. */
  readonly unknown: readonly string[]
  /** In the order in which they stand there. */
  readonly rows: readonly ReturnedRow[]
}

export interface ReturnedRow {
  /** Of the sheet, from 1. */
  readonly number: number
  readonly id: Id | null
  /** The words of the cells by field, `''` where a cell is empty; a day as YYYY-MM-DD. */
  readonly cells: Readonly<Record<string, string>>
}

/** An action as a workbook has it: the words of each cell by field, as they were written (`bookWordsOf`). */
export interface WrittenRow {
  readonly id: Id
  readonly address: string
  readonly ref: string
  readonly text: string
  readonly withdrawn: boolean
  readonly cells: Readonly<Record<string, string>>
}
