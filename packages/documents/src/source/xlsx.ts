import { err, ok, type Piece, type ReadFailure, type Result, readFailure } from '@beatbook/domain'
import { carriedIn, isOwnSheet } from '../carried/carried.ts'
import { bookKeys, outTitles } from '../carried/titles.ts'
import { addAll } from '../lists.ts'
import { deletedText, noteDeleted } from './flow.ts'
import { unescapeFormula } from './formula.ts'
import { within } from './limits.ts'
import { markedCell, withoutMarks } from './marked-cell.ts'
import { relationsOf } from './package.ts'
import type { Block, Cell, Row, Source, SourceNote } from './source.ts'
import { addPiece, foldSpaces } from './span.ts'
import { readWorkbook, type WorkbookCell, type WorkbookRow, type WorkbookSheet } from './workbook.ts'
import { readXml } from './xml.ts'
import type { Archive } from './zip.ts'

/**
 * An Excel workbook, one table per sheet. Every non-empty cell is in a piece with its sheet, row and column;
 * rows of a hidden sheet are hidden and its pieces marked; comments, text boxes and cells under a merged one
 * are asides. Errors: `broken-archive`, `encrypted`.
 */
export const xlsxSource = async (
  name: string,
  bytes: Uint8Array,
  archive: Archive,
  main: string,
): Promise<Result<Source, ReadFailure>> => {
  const broken = brokenPart(archive, main)
  if (broken) return err(readFailure('broken-archive', { name, part: broken }))
  const book = await readWorkbook(bytes)
  if (typeof book === 'string') return err(readFailure(book, { name }))
  const source: Source = { name, format: 'xlsx', pieces: [], blocks: [], notes: [], workbook: book }
  const ours = carriedIn(book) !== null
  for (const sheet of book.sheets)
    if (ours && isOwnSheet(sheet)) setAside(source, sheet)
    else sheetBlocks(source, sheet, ours ? ownSheet(sheet) : null)
  return ok(source)
}

/**
 * The first required part of a workbook that is missing, is not XML, or has two cells in one position: the
 * library would continue and lose one.
 */
const brokenPart = (archive: Archive, main: string): string | null => {
  const needed = relationsOf(archive, main).filter(({ type }) =>
    ['worksheet', 'sharedStrings', 'styles'].includes(type),
  )
  if (!needed.some(({ type }) => type === 'worksheet')) return main
  const count = { cells: 0 }
  return (
    [main, ...needed.map(({ target }) => target)].find((part) => !isSound(archive.get(part), count)) ?? null
  )
}

const isSound = (bytes: Uint8Array | undefined, count: { cells: number }): boolean => {
  const places = new Set<string>()
  let twice = false
  const wellFormed = readXml(bytes ?? new Uint8Array(), {
    open(name, { r: place }) {
      if (place === undefined || !/(?:^|:)c$/.test(name)) return
      within('cells', ++count.cells)
      twice ||= places.has(place)
      places.add(place)
    },
  })
  return wellFormed && !twice
}

/** A sheet that we made: its cells have plain words, with formulas escaped; some columns, from 1, are worked out. */
interface OwnSheet {
  readonly workedOut: ReadonlySet<number>
}

/** What of an action follows from the rest, or is there for us alone. */
const workedOut: ReadonlySet<string> = new Set([
  bookKeys.id.title,
  outTitles.earliest,
  outTitles.latest,
  outTitles.computed,
])

const ownSheet = ({ rows }: WorkbookSheet): OwnSheet => {
  const head = rows.find(({ cells }) => cells.some(({ text }) => text === outTitles.text))
  return {
    workedOut: new Set(
      head?.cells.flatMap(({ text, column }) => (workedOut.has(text) ? [column] : [])) ?? [],
    ),
  }
}

/** Leaves out a sheet that is about the workbook. */
const setAside = (source: Source, sheet: WorkbookSheet): void => {
  for (const row of sheet.rows)
    for (const { text, column } of row.cells)
      addAll(
        source.blocks,
        aside(source.pieces, 'markup', text, { sheet: sheet.name, row: row.number, column }),
      )
}

const sheetBlocks = (source: Source, sheet: WorkbookSheet, ours: OwnSheet | null): void => {
  const { pieces, notes } = source
  const asides: Block[] = []
  const rows: Row[] = []
  const before = source.blocks.reduce(
    (sum, block) => sum + (block.kind === 'table' ? block.rows.length : 0),
    0,
  )
  for (const row of sheet.rows) {
    // Consecutive empty rows are reduced to one.
    if (row.cells.length === 0 && (rows.length === 0 || rows.at(-1)?.cells.length === 0)) continue
    within('rows', before + rows.length)
    within('pieces', pieces.length)
    rows.push({
      cells: row.cells.flatMap((cell) => readCell(pieces, notes, asides, sheet, row, cell, ours) ?? []),
      header: row.header,
      hidden: row.hidden || sheet.hidden,
    })
  }
  if (rows.at(-1)?.cells.length === 0) rows.pop()
  if (rows.length > 0) source.blocks.push({ kind: 'table', caption: null, sheet: sheet.name, rows })
  for (const { part, text, row, column } of sheet.remarks)
    addAll(asides, aside(pieces, part, text, { sheet: sheet.name, row, column }))
  for (const block of asides) source.blocks.push(block)
}

const readCell = (
  pieces: Piece[],
  notes: SourceNote[],
  asides: Block[],
  sheet: WorkbookSheet,
  row: WorkbookRow,
  cell: WorkbookCell,
  ours: OwnSheet | null,
): Cell | null => {
  const place = {
    sheet: sheet.name,
    ...(sheet.hidden ? { part: 'hidden sheet' } : {}),
    row: row.number,
    column: cell.column,
  }
  if (ours?.workedOut.has(cell.column)) {
    addAll(asides, aside(pieces, 'markup', cell.text, place))
    return null
  }
  if (cell.covered) {
    addAll(asides, aside(pieces, 'covered cell', cell.text, place))
    return null
  }
  if (cell.struck !== '') {
    const struck = aside(pieces, deletedText, cell.struck, place)
    addAll(asides, struck)
    for (const block of struck) notes.push(noteDeleted(cell.struck, block.pieces))
  }
  const {
    text,
    pieces: own,
    items,
  } = cell.text.trim() === ''
    ? { text: '', pieces: [], items: [] }
    : markedCell(ours === null ? cell.text : withoutMarks(unescapeFormula(cell.text)), (run, struck) => {
        const at = pieces.push({ text: run, place: struck ? { ...place, part: deletedText } : place }) - 1
        if (struck) notes.push(noteDeleted(run, [at]))
        return at
      })
  return {
    text,
    pieces: own,
    items,
    colSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    ...(cell.value ? { value: cell.value } : {}),
  }
}

type Aside = Extract<Block, { kind: 'aside' }>

const aside = (pieces: Piece[], part: string, text: string, place: Piece['place']): Aside[] => {
  const own = addPiece(pieces, text, { ...place, part })
  return own.length > 0 ? [{ kind: 'aside', part, text: foldSpaces(text), pieces: own }] : []
}
