import type { Piece, Place } from '@beatbook/domain'
import { addAll } from '../lists.ts'
import { limits, within } from './limits.ts'
import type { Block, Row, SourceNote, Span } from './source.ts'
import { addPiece, cellOf, foldLines, foldSpaces } from './span.ts'

export type Style =
  | { readonly kind: 'paragraph' }
  | { readonly kind: 'heading'; readonly level: number }
  | { readonly kind: 'item'; readonly depth: number; readonly marker: string }
  | { readonly kind: 'aside'; readonly part: string }

/**
 * Builds a document's pieces and blocks from what a parser meets: text, the ends of paragraphs, tables
 * opening and closing.
 */
export interface Flow {
  readonly pieces: Piece[]
  readonly blocks: Block[]
  readonly notes: SourceNote[]
  /**
   * Adds text to the current block: `raw` to a piece, `read` to the block's text. Struck text is omitted from
   * the block's text if other text remains.
   */
  addText(raw: string, line: number, read?: string, struck?: boolean): void
  /** Adds text outside the current block; deleted text is noted. */
  aside(part: string, raw: string, line: number): void
  /** Ends the current block; returns whether there was one. `lead` is put before its text. */
  end(style: Style, lead?: string): boolean
  pageBreak(): void
  /** Until `closePart`, blocks are asides of that part. */
  openPart(part: string): void
  closePart(): void
  openTable(): void
  openRow(header: boolean, hidden: boolean): void
  /** `continues` marks a cell that continues the one above it, which is how Word writes merged cells. */
  openCell(colSpan: number, rowSpan: number, continues?: boolean): void
  closeCell(): void
  closeRow(header?: boolean): void
  closeTable(): void
  openCaption(): void
  closeCaption(): void
}

interface OpenCell {
  readonly content: Block[]
  readonly colSpan: number
  rowSpan: number
}
interface OpenTable {
  readonly rows: { cells: OpenCell[]; header: boolean; hidden: boolean }[]
  caption: Block[]
  column: number
  /** The number of rows still covered from above, by column. */
  readonly covered: number[]
  readonly above: Map<number, OpenCell>
}
interface OpenText {
  raw: string
  struck: boolean
  /** The text without and with struck-out text. */
  read: string
  all: string
  pieces: number[]
  struckPieces: number[]
  line: number
  lineTo: number
}

export const startFlow = (): Flow => {
  const pieces: Piece[] = []
  const notes: SourceNote[] = []
  const blocks: Block[] = []
  const containers: Block[][] = [blocks]
  const parts: { part: string; waiting: OpenText; depth: number }[] = []
  const tables: OpenTable[] = []
  let asides: Block[] = []
  let text = emptyText()
  let emitted = 0
  let cells = 0
  let rowsMade = 0

  const place = (line: number, lineTo: number): Place => {
    const table = tables.at(-1)
    const part = parts.at(-1)?.part
    return {
      ...(part ? { part } : {}),
      line,
      ...(lineTo > line ? { lineTo } : {}),
      ...(table && table.rows.length > 0 && table.column > 0
        ? { row: table.rows.length, column: table.column }
        : {}),
    }
  }
  const flush = () => {
    within('pieces', pieces.length)
    const own = addPiece(pieces, text.raw, place(text.line, text.lineTo))
    addAll(text.struck ? text.struckPieces : text.pieces, own)
    text.raw = ''
  }
  const settleAsides = () => {
    for (const block of asides) blocks.push(block)
    asides = []
  }
  const emit = (block: Block) => {
    within('blocks', ++emitted)
    ;(containers.at(-1) ?? blocks).push(block)
    if (containers.length > 1) return
    settleAsides()
  }
  const flow: Flow = {
    pieces,
    blocks,
    notes,
    addText(raw, line, read = raw, struck = false) {
      if (struck !== text.struck) flush()
      within('paragraph', text.all.length)
      if (text.raw === '') text.line = line
      text.struck = struck
      text.raw += raw
      text.all += read
      if (!struck) text.read += read
      text.lineTo = line
    },
    aside(part, raw, line) {
      flush()
      const own = addPiece(pieces, raw, { ...place(line, line), part })
      if (own.length === 0) return
      within('blocks', ++emitted)
      asides.push({ kind: 'aside', part, text: foldSpaces(raw), pieces: own })
      if (part === deletedText) notes.push(noteDeleted(raw, own))
    },
    end(style, lead = '') {
      flush()
      const done = settleStruck(text)
      text = emptyText()
      const inCell = tables.length > 0
      const own = [lead, inCell ? foldLines(done.read) : foldSpaces(done.read)]
        .filter((word) => word !== '')
        .join(' ')
      const part = parts.at(-1)
      if (own === '') {
        if (containers.length === 1 && parts.length === 0) settleAsides()
        return false
      }
      const span: Span = { text: own, pieces: done.pieces }
      if (done.struckPieces.length > 0) {
        const struck = done.struckPieces.map((piece) => pieces[piece]?.text ?? '').join(' ')
        asides.push({ kind: 'aside', part: deletedText, text: foldSpaces(struck), pieces: done.struckPieces })
        notes.push(noteDeleted(struck, done.struckPieces))
      }
      if (part && tables.length === part.depth) asides.push({ kind: 'aside', part: part.part, ...span })
      else emit({ ...style, ...span })
      return true
    },
    pageBreak: () => emit({ kind: 'break', page: true }),
    openPart(part) {
      parts.push({ part, waiting: text, depth: tables.length })
      text = emptyText()
    },
    closePart() {
      flow.end({ kind: 'paragraph' })
      text = parts.pop()?.waiting ?? text
      if (containers.length === 1 && parts.length === 0 && text.all === '') settleAsides()
    },
    openTable() {
      tables.push({ rows: [], caption: [], column: 0, covered: [], above: new Map() })
    },
    openRow(header, hidden) {
      const table = tables.at(-1)
      if (!table) return
      table.column = 0
      within('rows', ++rowsMade)
      table.rows.push({ cells: [], header, hidden })
    },
    openCell(colSpan, rowSpan, continues = false) {
      const table = tables.at(-1)
      const row = table?.rows.at(-1)
      if (!table || !row) return
      while ((table.covered[table.column] ?? 0) > 0) coverOne(table)
      const at = table.column
      const above = continues ? table.above.get(at) : undefined
      const cell: OpenCell = above ?? {
        content: [],
        colSpan: clamp(colSpan),
        rowSpan: Math.max(1, Math.trunc(rowSpan) || 1),
      }
      if (above) above.rowSpan++
      else {
        within('cells', ++cells)
        row.cells.push(cell)
      }
      table.above.set(at, cell)
      for (let column = at; column < Math.min(at + cell.colSpan, mostCovered); column++)
        table.covered[column] = Math.max(Math.trunc(rowSpan) || 1, 1) - 1
      table.column = at + 1
      containers.push(cell.content)
    },
    closeCell() {
      containers.pop()
      const table = tables.at(-1)
      const cell = table?.above.get(table.column - 1)
      if (table && cell) table.column += cell.colSpan - 1
    },
    closeRow(header) {
      const table = tables.at(-1)
      const row = table?.rows.at(-1)
      if (!table || !row) return
      while (table.column < table.covered.length) {
        if ((table.covered[table.column] ?? 0) > 0) coverOne(table)
        else table.column++
      }
      if (header !== undefined) row.header = header
    },
    closeTable() {
      const table = tables.pop()
      if (!table) return
      const part = parts.at(-1)
      const made = tableBlocks(table)
      // A text box may contain a plan's table; tables in headers and notes are only layout.
      if (part && part.part !== textBox && part.depth === tables.length)
        addAll(asides, asideRows(part.part, made))
      else for (const block of made) emit(block)
    },
    openCaption() {
      const table = tables.at(-1)
      containers.push(table?.caption ?? [])
    },
    closeCaption() {
      containers.pop()
    },
  }
  return flow
}

const emptyText = (): OpenText => ({
  raw: '',
  struck: false,
  read: '',
  all: '',
  pieces: [],
  struckPieces: [],
  line: 1,
  lineTo: 1,
})

/**
 * A block that is struck out completely still has its text; struck text is dropped only next to other text.
 */
const settleStruck = (text: OpenText): OpenText =>
  text.struckPieces.length > 0 && text.read.trim() === ''
    ? { ...text, read: text.all, pieces: text.struckPieces, struckPieces: [] }
    : text

export const deletedText = 'deleted text'

/** The notes for the struck-out pieces in a cell. */
export const notesOfDeleted = (pieces: readonly Piece[]): SourceNote[] =>
  pieces.flatMap(({ text, place }, at) => (place.part === deletedText ? [noteDeleted(text, [at])] : []))

/** A note of deleted or struck-out text, so that nobody takes it for current. */
export const noteDeleted = (text: string, pieces: number[]): SourceNote => ({
  code: 'deleted-text',
  args: { text: foldSpaces(text).slice(0, 120) },
  pieces,
})

/** The most columns in which a cell of a page may span rows. */
const mostCovered = 1_000

const clamp = (span: number): number => Math.min(Math.max(1, Math.trunc(span) || 1), limits.span)

const coverOne = (table: OpenTable): void => {
  table.covered[table.column] = (table.covered[table.column] ?? 1) - 1
  table.column++
}

export const textBox = 'text box'

const asideRows = (part: string, made: readonly Block[]): Block[] => {
  const {
    items: _items,
    colSpan: _colSpan,
    rowSpan: _rowSpan,
    ...span
  } = cellOf(made, { colSpan: 1, rowSpan: 1 })
  return span.text === '' ? [] : [{ kind: 'aside', part, ...span }]
}

/** A table as one block, or the blocks inside it if it is only layout. */
const tableBlocks = (table: OpenTable): Block[] => {
  const cells = table.rows.flatMap((row) => row.cells)
  const inner = cells.flatMap((cell) =>
    cell.content.flatMap((block) => (block.kind === 'table' ? [block.rows.length] : [])),
  )
  const laysOut =
    inner.length > 0 &&
    (table.rows.every((row) => row.cells.length <= 1) || inner.some((rows) => rows > table.rows.length))
  if (laysOut) return [...table.caption, ...cells.flatMap((cell) => cell.content)]
  const rows: Row[] = table.rows.map((row, at) => ({
    cells: row.cells.map((cell) =>
      cellOf(cell.content, {
        colSpan: cell.colSpan,
        rowSpan: Math.min(cell.rowSpan, table.rows.length - at),
      }),
    ),
    header: row.header,
    hidden: row.hidden,
  }))
  const caption = table.caption.length > 0 ? cellOf(table.caption, { colSpan: 1, rowSpan: 1 }) : null
  if (rows.length === 0 && !caption) return []
  return [
    {
      kind: 'table',
      caption: caption ? { text: caption.text, pieces: caption.pieces } : null,
      sheet: null,
      rows,
    },
  ]
}
