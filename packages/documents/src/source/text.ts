import type { Piece } from '@beatbook/domain'
import { markedCell } from './marked-cell.ts'
import type { Block, Cell, Row, Source } from './source.ts'

/**
 * Plain text as a source: runs of lines with tabs, pipes or aligned columns are tables, which continue over blank lines and page
 * breaks; other lines are headings, items and paragraphs. Lines count from 1, columns of a table's cells too. No text fails.
 */
export function textSource(name: string, text: string): Source {
  const pieces: Piece[] = []
  const blocks: Block[] = []
  const lines = linesOf(text)
  for (let at = 0; at < lines.length; ) {
    const reads = readBreak(lines, at) ?? readTable(lines, at, pieces) ?? readProse(lines, at, pieces)
    for (const block of reads.blocks) blocks.push(block)
    at = reads.next
  }
  return { name, format: 'text', pieces, blocks, notes: [] }
}

/** A line with its number. `page`: a form feed stands before it. `cells`: its columns, where it has a separator. */
export interface Line {
  readonly number: number
  readonly text: string
  readonly page: boolean
}

interface Reads {
  readonly blocks: Block[]
  readonly next: number
}

const blank = (line: Line | undefined): boolean => line === undefined || !/\S/.test(line.text)
const fold = (text: string): string => text.replace(/\s+/g, ' ').trim()

function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .flatMap((line, index) => line.split('\f').map((part, n) => ({ number: index + 1, text: part, page: n > 0 })))
}

function readBreak(lines: Line[], at: number): Reads | null {
  let next = at
  while (next < lines.length && blank(lines[next])) next++
  if (next === at) return null
  const page = lines.slice(at, next + 1).some((line) => line.page)
  return { blocks: [{ kind: 'break', page }], next }
}

const bullet = /^\s*(?:[-–—*•▪◦●○‣·■□➢✓o]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\(\d{1,3}\))(?=\s)/
const columns = {
  tab: (line: string): string[] | null => (line.includes('\t') ? line.split('\t') : null),
  pipe: (line: string): string[] | null =>
    /\|.*\|/.test(line)
      ? line
          .trim()
          .replace(/^\||\|$/g, '')
          .split('|')
      : null,
}
type Separator = keyof typeof columns

function readTable(lines: Line[], at: number, pieces: Piece[]): Reads | null {
  for (const separator of Object.keys(columns) as Separator[]) {
    if (!columns[separator](lines[at]?.text ?? '')) continue
    const run = tableRun(lines, at, separator)
    if (isList(run.rows)) return readList(run, pieces)
    if (isContents(run.rows)) return readContents(run, pieces)
    if (!isTable(run.rows)) continue
    const rows = run.rows.filter(({ cells }) => !(separator === 'pipe' && cells.every((cell) => /^\s*:?-{2,}:?\s*$/.test(cell))))
    const kept = new Set(rows)
    const rules = run.rows.filter((row) => !kept.has(row))
    const first = run.rows.indexOf(rules[0] ?? run.rows[0]!) - 1
    const block: Block = {
      kind: 'table',
      caption: null,
      sheet: null,
      rows: rows.map(
        (row, index): Row => ({
          header: rules.length > 0 && index <= first,
          hidden: false,
          cells: row.cells.map((cell, column) => readCell(row.line, column, cell, pieces)),
        }),
      ),
    }
    for (const rule of rules) pieces.push({ text: rule.line.text.trim(), place: { line: rule.line.number } })
    return { blocks: [block], next: run.next }
  }
  return null
}

interface Run {
  readonly rows: { readonly line: Line; readonly cells: string[] }[]
  readonly next: number
}

/** The lines from `at` on that have the separator. Blank lines between do not end it, nor does a line without one that stands close between two that have it. */
function tableRun(lines: Line[], at: number, separator: Separator): Run {
  const rows: Run['rows'] = []
  let next = at
  for (let i = at; i < lines.length; i++) {
    const line = lines[i]!
    if (blank(line)) continue
    const cells = columns[separator](line.text)
    const close = i > at && !blank(lines[i - 1]) && !blank(lines[i + 1]) && columns[separator](lines[i + 1]!.text) !== null
    if (!cells && !close) break
    rows.push({ line, cells: cells ?? [line.text] })
    next = i + 1
  }
  return { rows, next }
}

const filled = (cells: string[]): string[] => cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
const isTable = (rows: Run['rows']): boolean => rows.some(({ cells }) => filled(cells).length >= 2) && (rows.length > 1 || filled(rows[0]!.cells).length > 2)

const isList = (rows: Run['rows']): boolean =>
  rows.every(({ cells }) => cells.filter((cell) => cell.trim() !== '').length === 2 && bullet.test(`${cells.find((cell) => cell.trim() !== '')} `)) &&
  rows.length > 0

/** Titles with page numbers that never fall: a list of contents. */
function isContents(rows: Run['rows']): boolean {
  const pages = rows.map(({ cells }) => (filled(cells).length === 2 ? Number(filled(cells)[1]) : Number.NaN))
  return rows.length > 2 && pages.every((page, n) => Number.isInteger(page) && page < 1000 && page >= (pages[n - 1] ?? 0))
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
    pieces.push(...parts.map((text) => ({ text, place: { line: line.number } })))
    return { kind: 'paragraph', text: fold(parts.join(' ')), pieces: [pieces.length - 2, pieces.length - 1] }
  })
  return { blocks, next: run.next }
}

function readCell(line: Line, column: number, text: string, pieces: Piece[]): Cell {
  const place = { line: line.number, column: column + 1 }
  return { ...markedCell(text, (run) => pieces.push({ text: run, place }) - 1), colSpan: 1, rowSpan: 1 }
}

function readProse(lines: Line[], at: number, pieces: Piece[]): Reads {
  const line = lines[at]!
  const marker = bullet.exec(line.text)?.[0].trim()
  const add = (text: string, number: number): number => pieces.push({ text: text.trim(), place: { line: number } }) - 1
  if (marker === undefined && isHeading(lines, at)) {
    return { blocks: [{ kind: 'heading', level: headingLevel(line.text), text: fold(line.text), pieces: [add(line.text, line.number)] }], next: at + 1 }
  }
  if (marker !== undefined && /^\d/.test(marker) && isHeading(lines, at)) {
    return { blocks: [{ kind: 'heading', level: 1, text: fold(line.text), pieces: [add(line.text, line.number)] }], next: at + 1 }
  }
  let next = at + 1
  while (next < lines.length && !blank(lines[next]) && !bullet.test(lines[next]!.text) && !lines[next]!.page && !columns.tab(lines[next]!.text)) next++
  const rest = lines.slice(at + 1, next)
  if (marker !== undefined) add(marker, line.number)
  const first = marker === undefined ? line.text : line.text.trimStart().slice(marker.length)
  const own = [...(first.trim() === '' ? [] : [add(first, line.number)]), ...rest.map((more) => add(more.text, more.number))]
  const text = fold(own.map((piece) => pieces[piece]!.text).join(' '))
  const depth = Math.floor((/^\s*/.exec(line.text)?.[0].length ?? 0) / 2)
  return { blocks: [marker === undefined ? { kind: 'paragraph', text, pieces: own } : { kind: 'item', depth, marker, text, pieces: own }], next }
}

/** A short line by itself that ends in no stop: plain text has no other way to mark a heading. */
function isHeading(lines: Line[], at: number): boolean {
  const text = lines[at]!.text.trim()
  const alone = blank(lines[at - 1]) && (blank(lines[at + 1]) || columns.tab(lines[at + 1]!.text) !== null)
  return alone && text.length <= 100 && text.split(/\s+/).length <= 14 && /^(?:\d|[“"'‘(]?\p{Lu})/u.test(text) && !/[.,;:?!]["”’]?$/.test(text)
}

/** "2." is 1 and "2.1" is 2; capitals are 1; the rest 2. */
function headingLevel(text: string): number {
  const number = /^\s*(\d+(?:\.\d+)*)\.?\s/.exec(text)?.[1]
  if (number !== undefined) return number.split('.').length
  return text === text.toUpperCase() ? 1 : 2
}
