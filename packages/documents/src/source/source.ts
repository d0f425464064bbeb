import type { formats, Noted, Piece } from '@beatbook/domain'

/**
 * A document as the readers see it: `pieces` hold every run of its text once, in reading order; `blocks` give
 * them their structure. A piece that no block names is still accounted for: the plan reader lists it as
 * ignored.
 */
export interface Source {
  readonly name: string
  readonly format: (typeof formats)[number]
  readonly pieces: Piece[]
  readonly blocks: Block[]
  /** What was noticed while decoding, before anything was understood. */
  readonly notes: SourceNote[]
}

/** What was noticed of some pieces while decoding. */
export type SourceNote = Noted<
  'encoding-guessed' | 'deleted-text' | 'broken-markup' | 'acting-characters'
> & { readonly pieces: number[] }

/**
 * A stretch of text with the pieces it came from. `text` has its white space folded; line breaks inside a
 * cell stay as `\n`.
 */
export interface Span {
  readonly text: string
  readonly pieces: number[]
}

export interface Cell extends Span {
  /** Where the cell holds a list, its items; a reader splits owners at them. */
  readonly items: Span[]
  readonly colSpan: number
  readonly rowSpan: number
  /** A value the workbook keeps as a number or a date, beside its text. Serial dates are already ISO days. */
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
