import type { Piece } from '@beatbook/domain'
import { deletedText, notesOfDeleted } from './flow.ts'
import { unescapeFormula } from './formula.ts'
import { limits, within } from './limits.ts'
import { markedCell } from './marked-cell.ts'
import type { Row, Source } from './source.ts'

/**
 * Delimited text as one table. The delimiter (comma, tab, semicolon or bar) is the one with the most
 * consistent columns; a cell may be quoted and contain line breaks. An unclosed quote is an ordinary
 * character, so that a damaged file loses nothing. Rows are counted in records, lines in lines.
 */
export const csvSource = (name: string, text: string): Source => {
  const hint = /^sep=(.)\r?\n/.exec(text)
  const delimiter = hint?.[1] ?? delimiterOf(text)
  const pieces: Piece[] = []
  const records = parseRecords(hint ? text.slice(hint[0].length) : text, delimiter)
  const firstLine = hint ? 1 : 0
  if (hint) pieces.push({ text: `sep=${delimiter}`, place: { line: 1, part: 'markup' } })
  const rows: Row[] = []
  for (const [at, record] of records.entries()) {
    // Consecutive empty rows are reduced to one.
    const blank = record.cells.every((cell) => cell.trim() === '')
    if (blank && (rows.length === 0 || rows.at(-1)?.cells.every(({ text }) => text === ''))) continue
    within('rows', rows.length + 1)
    within('pieces', pieces.length)
    const cells = record.cells.map((raw, column) => {
      const place = { line: record.line + firstLine, row: at + 1, column: column + 1 }
      // The apostrophe that keeps a spreadsheet from taking the text for a formula is not part of it.
      const text = unescapeFormula(raw)
      if (text !== raw) pieces.push({ text: "'", place: { ...place, part: 'markup' } })
      const cell =
        text.trim() === ''
          ? blankCell
          : markedCell(
              text,
              (run, struck) =>
                pieces.push({ text: run, place: struck ? { ...place, part: deletedText } : place }) - 1,
            )
      return { ...cell, colSpan: 1, rowSpan: 1 }
    })
    rows.push({ cells, header: false, hidden: false })
  }
  return {
    name,
    format: 'csv',
    pieces,
    blocks: rows.length > 0 ? [{ kind: 'table', caption: null, sheet: null, rows }] : [],
    notes: notesOfDeleted(pieces),
  }
}

const blankCell = { text: '', pieces: [], items: [] }

interface Record {
  readonly cells: string[]
  readonly line: number
}

/**
 * The records of delimited text (RFC 4180, lenient: a stray quote inside a cell is part of it). Stops after
 * `most` records.
 */
export const parseRecords = (text: string, delimiter: string, most = Number.POSITIVE_INFINITY): Record[] => {
  const records: Record[] = []
  let cells: string[] = []
  let at = 0
  let line = 1
  let start = 1
  let quotesClose = true
  let made = 0
  const add = (cell: string): void => {
    // Empty cells beyond the maximum number of columns can be dropped.
    if (cells.length >= limits.columns && cell.trim() === '') return
    cells.push(cell)
    within('columns', cells.length)
    within('cells', ++made)
  }
  const endRecord = () => {
    records.push({ cells, line: start })
    cells = []
    start = line
    within('lines', records.length)
  }
  while (at < text.length && records.length < most) {
    const quoted = quotesClose && text[at] === '"' ? readQuoted(text, at, delimiter) : null
    if (quoted) {
      add(quoted.cell)
      line += breaksIn(quoted.cell)
      at = quoted.next
    } else {
      if (text[at] === '"') quotesClose = quotesClose && closes(text, at + 1, delimiter) >= 0
      let end = at
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++
      add(text.slice(at, end))
      at = end
    }
    if (text[at] === delimiter) {
      at++
      if (at >= text.length || text[at] === '\n' || text[at] === '\r') add('')
      else continue
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    line++
    endRecord()
  }
  return records
}

const breaksIn = (cell: string): number => cell.match(/\r\n|\r|\n/g)?.length ?? 0

/** The quote that ends a cell: one followed by a delimiter, a line break or the end. */
const closes = (text: string, from: number, delimiter: string): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    const next = text[at + 1]
    if (next === '"') at++
    else if (next === undefined || next === delimiter || next === '\n' || next === '\r') return at
  }
  return -1
}

const readQuoted = (text: string, at: number, delimiter: string): { cell: string; next: number } | null => {
  const end = closes(text, at + 1, delimiter)
  return end < 0 ? null : { cell: text.slice(at + 1, end).replaceAll('""', '"'), next: end + 1 }
}

const delimiters = [',', '\t', ';', '|'] as const

/**
 * How well each delimiter fits the first hundred records: the share of records with the most common number of
 * columns above one.
 */
export const delimiterFits = (
  text: string,
): { delimiter: string; share: number; columns: number; records: number }[] =>
  delimiters
    .map((delimiter) => {
      const widths = parseRecords(text.slice(0, 200_000), delimiter, 100)
        .filter((record) => record.cells.length > 1 || record.cells[0]?.trim() !== '')
        .map((record) => record.cells.length)
      const counts = new Map<number, number>()
      for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
      const [columns, most] = [...counts]
        .filter(([width]) => width > 1)
        .sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
      return {
        delimiter,
        columns,
        share: widths.length === 0 ? 0 : most / widths.length,
        records: widths.length,
      }
    })
    .sort((a, b) => b.share - a.share || b.columns - a.columns)

const delimiterOf = (text: string): string => {
  const [best] = delimiterFits(text)
  return best && best.columns > 1 ? best.delimiter : ','
}
