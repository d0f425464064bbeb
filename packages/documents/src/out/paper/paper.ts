import type { Instant, IsoDate } from '@beatbook/domain'

/** A level as it stands in a paper: its word is always beside its shape, never the colour alone. */
export interface PaperMark {
  /** The code of the level, which gives the colour. */
  readonly level: string
  readonly shape: string
  readonly word: string
}

/** A cell of a table: words, or a level with its mark. */
export type PaperCell = string | PaperMark

export interface PaperColumn {
  readonly title: string
  /** The share of the width, beside those of the other columns. */
  readonly share: number
  /** Whether it has numbers, which are set to the right. */
  readonly number?: boolean
}

/** A bar of a chart: its label, and its parts one after another. */
export interface PaperBar {
  readonly label: string
  readonly parts: readonly { readonly mark: PaperMark; readonly count: number }[]
}

/** A piece of a paper, in the order in which it is read. */
export type PaperBlock =
  | { readonly is: 'heading'; readonly level: 1 | 2; readonly words: string }
  /** `number` is that of the paragraph, through the whole paper ("4", "4.1"); `null` has none. */
  | {
      readonly is: 'paragraph'
      readonly number: string | null
      readonly words: string
      readonly mark?: PaperMark
    }
  | { readonly is: 'list'; readonly items: readonly string[] }
  | {
      readonly is: 'table'
      readonly caption: string | null
      readonly columns: readonly PaperColumn[]
      readonly rows: readonly { readonly cells: readonly PaperCell[]; readonly struck?: boolean }[]
      /** The last row, which has the totals of the others; `null` where there is nothing to add up. */
      readonly totals: readonly PaperCell[] | null
    }
  | {
      readonly is: 'chart'
      readonly caption: string
      /** What it shows, for somebody who does not see it. */
      readonly alt: string
      readonly bars: readonly PaperBar[]
    }

export type PaperTable = Extract<PaperBlock, { is: 'table' }>
export type PaperChart = Extract<PaperBlock, { is: 'chart' }>

/** Blocks on pages of one format, which begin on a new page. */
export interface PaperPart {
  readonly landscape: boolean
  readonly blocks: readonly PaperBlock[]
}

/** What a force gives all its papers: a setting. */
export interface PaperTemplate {
  /** The name of the force. */
  readonly force: string
  /** A PNG or JPEG picture; a WebP stands in PDF alone. */
  readonly crest: Uint8Array | null
  /** The colour of headings and lines, as `#0b3a5e`. */
  readonly accent: string
  /** Sections that come before and after what the record says, each with its paragraphs. */
  readonly opening: readonly PaperStatement[]
  readonly closing: readonly PaperStatement[]
}

/** Words that a force puts into every paper: "Financial implications". */
export interface PaperStatement {
  readonly title: string
  readonly paragraphs: readonly string[]
}

/** A document as data, for the writers of Word and PDF. The same paper gives the same bytes. */
export interface Paper {
  readonly title: string
  readonly author: string | null
  readonly force: string
  readonly crest: Uint8Array | null
  readonly accent: string
  /** Above and below every page: the protective marking. */
  readonly marking: string | null
  /** Below every page: the day that it shows. */
  readonly foot: string
  /** The day that it shows. */
  readonly asAt: IsoDate
  /** When it is made: the date of the file's properties. */
  readonly made: Instant
  /** What stands under the title, each with its label. */
  readonly particulars: readonly { readonly label: string; readonly words: string }[]
  readonly parts: readonly PaperPart[]
}

/** A paragraph of a paper whose number is not counted yet: a `sub` belongs to the `paragraph` before it. */
export type UncountedBlock =
  | PaperBlock
  | { readonly is: 'next' | 'sub'; readonly words: string; readonly mark?: PaperMark }

/**
 * The parts with their paragraphs numbered from 1 through all of them, those that belong to another one as 4.1, and
 * tables and charts numbered in their captions, each kind by itself.
 */
export const countedParts = (
  parts: readonly { readonly landscape: boolean; readonly blocks: readonly UncountedBlock[] }[],
): PaperPart[] => {
  const at = { paragraph: 0, sub: 0, table: 0, chart: 0 }
  const block = (of: UncountedBlock): PaperBlock => {
    switch (of.is) {
      case 'next':
        at.paragraph += 1
        at.sub = 0
        return { ...of, is: 'paragraph', number: String(at.paragraph) }
      case 'sub':
        at.sub += 1
        return { ...of, is: 'paragraph', number: `${at.paragraph}.${at.sub}` }
      case 'table':
        if (of.caption === null) return of
        at.table += 1
        return { ...of, caption: `Table ${at.table}. ${of.caption}` }
      case 'chart':
        at.chart += 1
        return { ...of, caption: `Chart ${at.chart}. ${of.caption}` }
      default:
        return of
    }
  }
  return parts.map(({ landscape, blocks }) => ({ landscape, blocks: blocks.map(block) }))
}

/** A number as a row of totals has it; what is no number counts nothing. */
const numberOf = (cell: PaperCell | undefined): number =>
  typeof cell === 'string' ? Number(cell.replaceAll(',', '').replace('−', '-')) || 0 : 0

/** A table with the totals of its columns of numbers as its last row, under `label`. */
export const withTotals = (
  table: Omit<PaperTable, 'totals' | 'is'>,
  label: string,
  words: (total: number, column: number) => string,
): PaperTable => ({
  is: 'table',
  ...table,
  totals: table.columns.map(({ number }, at) =>
    number
      ? words(
          table.rows.reduce((sum, { cells }) => sum + numberOf(cells[at]), 0),
          at,
        )
      : at === 0
        ? label
        : '',
  ),
})
