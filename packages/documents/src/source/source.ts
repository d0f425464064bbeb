import type { formats, Noted, Piece } from '@beatbook/domain'
import type { Workbook } from './workbook.ts'

/**
 * A document for the readers: `pieces` have every run of its text once, in reading order; `blocks` have their
 * structure. A piece in no block is still accounted for: the plan reader lists it as ignored.
 */
export interface Source {
  readonly name: string
  readonly format: (typeof formats)[number]
  readonly pieces: Piece[]
  readonly blocks: Block[]
  /** Findings of decoding, before the content was interpreted. */
  readonly notes: SourceNote[]
  /** The workbook as it is, where it is one: also with the columns and sheets that are no part of its text. */
  readonly workbook?: Workbook
}

/** A finding of decoding about some pieces. */
export type SourceNote = Noted<
  'encoding-guessed' | 'deleted-text' | 'broken-markup' | 'acting-characters'
> & { readonly pieces: number[] }

/**
 * A text with the pieces it came from. White space in `text` is folded; line breaks inside a cell are `\n`.
 */
export interface Span {
  readonly text: string
  readonly pieces: number[]
}

export interface Cell extends Span {
  /** The items, if the cell contains a list; a reader splits owners at them. */
  readonly items: Span[]
  readonly colSpan: number
  readonly rowSpan: number
  /**
   * A value that the workbook stores as a number or date, besides its text. Serial dates are converted to ISO
   * days.
   */
  readonly value?: { readonly number: number } | { readonly date: string } | { readonly boolean: boolean }
}

export interface Row {
  readonly cells: Cell[]
  /** Marked as a heading row by the source itself (th, Markdown's rule, Word's repeated header). */
  readonly header: boolean
  /** Hidden in the workbook. */
  readonly hidden: boolean
}

export type Block =
  | (Span & { readonly kind: 'heading'; readonly level: number })
  | (Span & { readonly kind: 'paragraph' })
  | (Span & { readonly kind: 'item'; readonly depth: number; readonly marker: string })
  | {
      readonly kind: 'table'
      readonly caption: Span | null
      readonly sheet: string | null
      readonly rows: Row[]
    }
  | { readonly kind: 'break'; readonly page: boolean }
  /** Header, footer, note, comment, text box, deleted text, hidden sheet: outside the body's flow. */
  | (Span & { readonly kind: 'aside'; readonly part: string })
