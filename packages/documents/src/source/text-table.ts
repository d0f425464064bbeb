import type { Piece } from '@beatbook/domain'
import { largest } from '../lists.ts'
import { deletedText } from './flow.ts'
import { within } from './limits.ts'
import { blank, bullet, fold, type Line, type Reads } from './line.ts'
import { markedCell } from './marked-cell.ts'
import type { Block, Cell, Row } from './source.ts'

/**
 * Where aligned columns were searched without success: how often, and the line at which that run of lines
 * ends.
 */
export interface Tried {
  times: number
  until: number
}

/**
 * Reads the table that begins at a line, by tabs, pipes or aligned columns; short marked or numbered pairs
 * are a list. `null` where there is none.
 */
export function readTable(lines: readonly Line[], at: number, pieces: Piece[], tried: Tried): Reads | null {
  for (const [separator, split] of Object.entries(separators)) {
    // Looking a few lines ahead avoids trying every line of a long text that is only indented by tabs.
    if (
      !split(lines[at]?.text ?? '') ||
      !lines.slice(at, at + 9).some(({ text }) => filled(split(text) ?? []).length > 1)
    )
      continue
    const run = tableRun(lines, at, split)
    if (run.rows.every(isMarked)) return readList(run, pieces)
    if (isContents(run.rows)) return readContents(run, pieces)
    if (isTable(run.rows))
      return { blocks: [tableOf(run.rows, separator === 'pipe', pieces)], next: run.next }
  }
  const aligned = alignedRun(lines, at, tried)
  return aligned && { blocks: [tableOf(aligned.rows, false, pieces)], next: aligned.next }
}

/** Whether a single line looks like a table's row. */
export const isRow = (line: string): boolean =>
  Object.values(separators).some((split) => split(line) !== null)

const separators: Record<string, (line: string) => string[] | null> = {
  tab: (line) => (line.includes('\t') ? line.split('\t') : null),
  pipe: (line) =>
    /\|[^|]*\|/.test(line) ? line.trim().replace(/^\|/, '').replace(/\|$/, '').split('|') : null,
}

interface TextRow {
  readonly line: Line
  readonly cells: readonly string[]
  /** The number of the last line, if the row has several. */
  readonly to?: number
}
interface Run {
  readonly rows: readonly TextRow[]
  readonly next: number
}

/**
 * The lines from `at` that have the separator. Blank lines do not end the run, nor does a line without one
 * that is close below a row and followed by more rows: it is the rest of a cell, or a page number.
 */
function tableRun(lines: readonly Line[], at: number, split: (line: string) => string[] | null): Run {
  const rows: TextRow[] = []
  let next = at
  for (let n = at; n < lines.length; n++) {
    const line = lines[n]
    if (line === undefined || blank(line)) continue
    const cells = split(line.text)
    const soon = lines.slice(n + 1, n + 4)
    const stop = soon.findIndex(blank)
    const close =
      n > at &&
      !blank(lines[n - 1]) &&
      (stop < 0 ? soon : soon.slice(0, stop)).some((other) => split(other.text) !== null)
    if (!cells && !close) break
    rows.push({ line, cells: cells ?? [line.text] })
    within('rows', rows.length)
    next = n + 1
  }
  return { rows: rejoined(rows), next }
}

/**
 * Joins rows that were split by line breaks inside a cell, if the parts add up to the width of the heading
 * row. Only in a table with numbered rows: elsewhere a line that begins with text may be a separate row.
 */
function rejoined(rows: readonly TextRow[]): TextRow[] {
  const width = rows.find(({ cells }) => filled(cells).length > 2)?.cells.length ?? 0
  const isNumbered = ({ cells }: TextRow): boolean =>
    /^\s*\(?(?:[A-Z]{1,6}[-./ ]?)?\d{1,4}(?:[.\-/]\d{1,3})*[.):]?\s*$/i.test(cells[0] ?? '')
  if (rows.filter(isNumbered).length < 2) return [...rows]
  const whole: TextRow[] = []
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]
    if (!row) continue
    let end = at
    let cells = row.cells
    while (isNumbered(row) && cells.length > 1 && cells.length < width && end - at < 20) {
      const rest = rows[end + 1]
      if (
        !rest ||
        rest.line.number !== (rows[end]?.line.number ?? 0) + 1 ||
        !/^\s*\p{L}/u.test(rest.cells[0] ?? '')
      )
        break
      cells = [...cells.slice(0, -1), `${cells.at(-1)}\n${rest.cells[0]}`, ...rest.cells.slice(1)]
      end++
    }
    const complete = end > at && cells.length === width && (rows[end]?.cells.length ?? 0) > 1
    whole.push(complete ? { line: row.line, cells, to: rows[end]?.line.number } : row)
    if (complete) at = end
  }
  return whole
}

/** Lines with text aligned in at least three columns, separated by at least two spaces in every line. */
function alignedRun(lines: readonly Line[], at: number, tried: Tried): Run | null {
  if (!/\S {2,}\S/.test(lines[at]?.text ?? '')) return null
  const again = at < tried.until
  if (again && tried.times >= mostTries) return null
  let next = again ? tried.until : at + 1
  while (next < lines.length && !blank(lines[next]) && !isRow(lines[next]?.text ?? '')) next++
  Object.assign(tried, { times: again ? tried.times + 1 : 1, until: next })
  const run = lines.slice(at, next)
  if (run.length < 3) return null
  const open = openColumns(run)
  const starts = open.flatMap((free, column) =>
    !free && (column === 0 || (open[column - 1] && (column === 1 || open[column - 2]))) ? [column] : [],
  )
  if (starts.length < 3) return null
  const rows = run.map((line) => ({
    line,
    cells: starts.map((start, n) => line.text.slice(n === 0 ? 0 : start, starts[n + 1])),
  }))
  return rows.filter(({ cells }) => filled(cells).length >= 2).length * 2 > rows.length
    ? { rows, next }
    : null
}

/** How often a run of lines without aligned columns is tried again from a later line. */
const mostTries = 20

/** For each character column whether every line has a space there or has ended. */
function openColumns(run: readonly Line[]): boolean[] {
  const open = Array.from({ length: largest(run, ({ text }) => text.length) }, () => true)
  for (const { text } of run)
    for (let column = 0; column < text.length; column++) if (text[column] !== ' ') open[column] = false
  return open
}

const filled = (cells: readonly string[]): string[] =>
  cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
const isTable = (rows: readonly TextRow[]): boolean =>
  rows.some(({ cells }) => filled(cells).length >= 2) &&
  (rows.length > 1 || rows.some(({ cells }) => filled(cells).length > 2))
const isMarked = ({ cells }: TextRow): boolean =>
  filled(cells).length === 2 && bullet.test(`${filled(cells)[0]} `)

/** Titles with page numbers that never decrease: a table of contents. */
function isContents(rows: readonly TextRow[]): boolean {
  const pages = rows.map(({ cells }) => (filled(cells).length === 2 ? Number(filled(cells)[1]) : Number.NaN))
  return (
    rows.length > 2 &&
    pages.every((page, n) => Number.isInteger(page) && page < 1000 && page >= (pages[n - 1] ?? 0))
  )
}

const isRule = ({ cells }: TextRow): boolean => cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell))

function tableOf(all: readonly TextRow[], ruled: boolean, pieces: Piece[]): Block {
  const rule = ruled ? all.findIndex(isRule) : -1
  const rows = rule < 0 ? all : all.filter((row) => !isRule(row))
  within(
    'columns',
    largest(rows, ({ cells }) => cells.length),
  )
  const read = rows.map(
    (row, n): Row => ({
      header: n < rule,
      hidden: false,
      cells: row.cells.map((cell, column) =>
        readCell(row, row.cells.length > 1 ? column : null, cell, pieces),
      ),
    }),
  )
  if (rule >= 0)
    for (const { line } of all.filter(isRule))
      pieces.push({ text: line.text.trim(), place: { line: line.number } })
  return { kind: 'table', caption: null, sheet: null, rows: read }
}

function readCell({ line, to }: TextRow, column: number | null, text: string, pieces: Piece[]): Cell {
  const place = {
    line: line.number,
    ...(to !== undefined && { lineTo: to }),
    ...(column !== null && { column: column + 1 }),
  }
  return {
    ...markedCell(
      text,
      (run, struck) =>
        pieces.push({ text: run, place: struck ? { ...place, part: deletedText } : place }) - 1,
    ),
    colSpan: 1,
    rowSpan: 1,
  }
}

function readList(run: Run, pieces: Piece[]): Reads {
  const blocks = run.rows.map(({ line, cells }): Block => {
    const [marker = '', text = ''] = filled(cells)
    pieces.push({ text: marker, place: { line: line.number } }, { text, place: { line: line.number } })
    return { kind: 'item', depth: 0, marker, text: fold(text), pieces: [pieces.length - 1] }
  })
  return { blocks, next: run.next }
}

function readContents(run: Run, pieces: Piece[]): Reads {
  const blocks = run.rows.map(({ line, cells }): Block => {
    const parts = filled(cells)
    for (const text of parts) pieces.push({ text, place: { line: line.number } })
    return {
      kind: 'paragraph',
      text: fold(parts.join(' ')),
      pieces: parts.map((_, n) => pieces.length - parts.length + n),
    }
  })
  return { blocks, next: run.next }
}
