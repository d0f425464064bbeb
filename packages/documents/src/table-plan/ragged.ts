import { readEntry, readTimescale } from '@beatbook/domain'
import { addAll } from '../lists.ts'
import type { Cell } from '../source/source.ts'
import { filledColumns, type GridRow } from './grid.ts'
import { headingRole, type Role } from './heading.ts'
import { readLevel } from './level.ts'
import { isStatus } from './stage.ts'

/**
 * A table's rows with ragged ones aligned to the columns that match their content, and its headings aligned
 * likewise.
 */
export interface Levelled {
  readonly headings: readonly string[]
  readonly rows: readonly GridRow[]
  /** The column after the last, for cells that match no column; `null` where all match. */
  readonly spare: number | null
}

/**
 * Aligns rows with more or fewer cells than their neighbours to the columns that match their cells best,
 * according to the content of the other rows: a missing or extra separator makes only its own row uncertain,
 * not the table. Regular rows are unchanged.
 */
export function levelled(headings: readonly string[], rows: readonly GridRow[]): Levelled {
  const plain = rows.filter(
    (row) => row.spanned.size === 0 && row.written > 1 && filledColumns(row).length > 2,
  )
  if (plain.length < 4) return { headings, rows, spare: null }
  const width = usualWidth(plain)
  if (width < 3 || width > mostColumns) return { headings, rows, spare: null }
  const head = levelHeadings(headings, plain, width)
  const columns = Math.max(width, extentOf(head))
  const usual = usualNumber(plain)
  const alike = plain.filter((row) => extent(row) <= columns && row.written === usual)
  const sample = (alike.length > 2 ? alike : plain.filter((row) => extent(row) <= columns)).slice(0, 200)
  const known = Array.from({ length: columns }, (_, column) => tallyOf(sample, column))
  const lone = loneCell(rows)
  const few = plain.length <= 200
  const laid = rows.map((row) => {
    if (row.spanned.size > 0 || row.written <= 1 || row.cells.some((cell) => cell.colSpan > 1)) return row
    const filled = filledColumns(row)
    if (filled.length === 1) return lone === null ? row : unshifted(row, filled[0] ?? 0, lone)
    const odd = row.written !== usual && (row.written < columns || row.written > usual)
    const over = extent(row) > columns
    return filled.length > 2 && (over || few) && extent(row) <= columns + 20
      ? lay(row, known, over ? Number.NEGATIVE_INFINITY : odd ? 2 : 6)
      : row
  })
  const spare = laid.some((row) => row.ragged && (row.cells[columns]?.text ?? '') !== '') ? columns : null
  return { headings: head, rows: laid, spare }
}

/**
 * Wider tables are not aligned: plans seldom have so many columns, and the time for a row is quadratic in
 * them.
 */
const mostColumns = 60

const extent = (row: GridRow): number => row.cells.findLastIndex((cell) => cell.text !== '') + 1
const extentOf = (texts: readonly string[]): number => texts.findLastIndex((text) => text !== '') + 1

/** The width of all rows except a few. */
function usualWidth(rows: readonly GridRow[]): number {
  const extents = rows.map(extent).sort((a, b) => a - b)
  return extents[extents.length - 1 - Math.max(1, Math.floor(extents.length / 10))] ?? 0
}

/** The number of cells that most rows have. */
function usualNumber(rows: readonly GridRow[]): number {
  const counts = new Map<number, number>()
  for (const { written } of rows) counts.set(written, (counts.get(written) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/**
 * The column of the only filled cell in rows with one, if nearly all agree, and the numbers of cells of those
 * rows.
 */
function loneCell(rows: readonly GridRow[]): { column: number; written: ReadonlySet<number> } | null {
  const found = rows.flatMap((row) => {
    const [column, ...others] = filledColumns(row)
    return column !== undefined && others.length === 0 && row.written > 1
      ? [{ column, written: row.written }]
      : []
  })
  const byColumn = new Map<number, typeof found>()
  for (const each of found) {
    const own = byColumn.get(each.column)
    if (own) own.push(each)
    else byColumn.set(each.column, [each])
  }
  const columns = [...byColumn].map(([column, own]) => ({ column, own }))
  const [first, second] = columns.sort((a, b) => b.own.length - a.own.length)
  if (!first || first.own.length <= 2 * (second?.own.length ?? 0)) return null
  return { column: first.column, written: new Set(first.own.map(({ written }) => written)) }
}

/**
 * Moves the only filled cell of a row, displaced by an extra or missing separator, back to the column of
 * similar rows.
 */
function unshifted(
  row: GridRow,
  column: number,
  lone: { column: number; written: ReadonlySet<number> },
): GridRow {
  const shift = column - lone.column
  if (Math.abs(shift) !== 1 || lone.written.has(row.written) || !lone.written.has(row.written - shift))
    return row
  const cell = row.cells[column] ?? blank
  return { ...row, cells: row.cells.map((_, at) => (at === lone.column ? cell : blank)) }
}

const kinds = ['empty', 'level', 'number', 'status', 'time', 'entry', 'name', 'prose'] as const
type Kind = (typeof kinds)[number]

function kindOf(text: string): Kind {
  if (text === '') return 'empty'
  if (text.length < 30 && readLevel(text).level !== null) return 'level'
  if (/^\W?(?:[A-Z]{1,6}[-./ ]?)?\d{1,4}(?:[.\-/]\d{1,3})*[a-z]?\W?$/i.test(text)) return 'number'
  if (text.length < 40 && isStatus(text)) return 'status'
  if (text.length < 60 && !['unknown', 'none'].includes(readTimescale(text).timescale.kind)) return 'time'
  if (readEntry(text.slice(0, 60)).said !== null) return 'entry'
  return text.split(/\s+/).length <= 8 ? 'name' : 'prose'
}

/** The statistics of a column's cells: the probability of each kind, and repeated values. */
interface Tally {
  readonly chance: Record<Kind, number>
  readonly values: ReadonlySet<string>
}

function tallyOf(rows: readonly GridRow[], column: number): Tally {
  const texts = rows.map((row) => row.cells[column]?.text ?? '')
  const found = texts.map(kindOf)
  const chance = (kind: Kind): number =>
    Math.log((found.filter((each) => each === kind).length + 0.3) / (found.length + 0.3 * kinds.length))
  return {
    chance: Object.fromEntries(kinds.map((kind) => [kind, chance(kind)])) as Record<Kind, number>,
    values: new Set(texts.filter((text, n) => texts.indexOf(text) !== n)),
  }
}

/**
 * An alignment of the rest of a row from a cell and a column: its score, the number of cells in the column
 * (`null`: the cell is in no column), and the rest of the alignment.
 */
interface Way {
  readonly score: number
  readonly takes: number | null
  readonly rest: Way | null
}

/**
 * The row with its cells in the best-matching columns, in order; surplus cells are joined to a neighbour or
 * put after the last column. Unchanged unless better by `margin`.
 */
function lay(row: GridRow, known: readonly Tally[], margin: number): GridRow {
  const cells = row.cells.slice(0, extent(row))
  const found = cells.map((cell) => kindOf(cell.text))
  const suits = (cell: number, column: number): number => {
    const kind = found[cell] ?? 'empty'
    return (
      (known[column]?.chance[kind] ?? 0) +
      (kind !== 'empty' && known[column]?.values.has(cells[cell]?.text ?? '') ? 1.5 : 0)
    )
  }
  const ways: Way[] = []
  const best = (cell: number, column: number): Way => {
    const at = cell * (known.length + 1) + column
    const way = ways[at] ?? choose(cell, column)
    ways[at] = way
    return way
  }
  const choose = (cell: number, column: number): Way => {
    if (cell === cells.length && column === known.length) return { score: 0, takes: null, rest: null }
    const choices: Way[] = []
    if (cell < cells.length) {
      const rest = best(cell + 1, column)
      choices.push({ score: rest.score - (found[cell] === 'empty' ? 0.7 : 5), takes: null, rest })
    }
    if (column < known.length) {
      for (
        let end = cell, score = known[column]?.chance.empty ?? 0;
        end <= Math.min(cells.length, cell + 3);
        end++
      ) {
        const rest = best(end, column + 1)
        choices.push({ score: rest.score + score, takes: end - cell, rest })
        score = end === cell ? suits(end, column) : score - 2.5 + Math.min(suits(end, column), 0)
      }
    }
    return choices.reduce((a, b) => (b.score > a.score ? b : a))
  }
  const way = best(0, 0)
  const asIs = known.reduce(
    (sum, tally, column) => sum + (column < cells.length ? suits(column, column) : tally.chance.empty),
    0,
  )
  if (way.score < asIs + margin) return row
  const own: Cell[] = []
  const spare: Cell[] = []
  let at = 0
  for (let step: Way | null = way; step?.rest; step = step.rest) {
    const taken = cells.slice(at, at + (step.takes ?? 1))
    at += taken.length
    if (step.takes === null) addAll(spare, taken)
    else own.push(joined(taken))
  }
  own.push(joined(spare))
  return { ...row, cells: own, ragged: { cells: row.written, columns: known.length } }
}

/** Cells joined into one, each on a separate line. */
function joined(cells: readonly Cell[]): Cell {
  const filled = cells.filter((cell) => cell.text !== '')
  const [only] = filled
  if (!only || filled.length === 1) return only ?? blank
  return {
    ...blank,
    text: filled.map((cell) => cell.text).join('\n'),
    pieces: filled.flatMap((cell) => cell.pieces),
    items: filled.flatMap((cell) => cell.items),
  }
}

const blank: Cell = { text: '', pieces: [], items: [], colSpan: 1, rowSpan: 1 }

/**
 * Headings displaced by a missing or extra cell, aligned to the columns they name; unchanged if nothing
 * matches better.
 */
function levelHeadings(
  headings: readonly string[],
  rows: readonly GridRow[],
  width: number,
): readonly string[] {
  const own = headings.slice(0, extentOf(headings))
  if (own.length < 2 || own.length > mostColumns + 20) return headings
  const sample = rows.slice(0, 60)
  const tallies = Array.from(
    { length: Math.max(width, own.length) + 1 },
    (_, column) => tallyOf(sample, column).chance,
  )
  const roles = new Map(own.map((heading) => [heading, headingRole(heading)?.role]))
  const fits = (heading: string, column: number): number => {
    const role = roles.get(heading)
    const fitting = role && holds[role]
    const chance = tallies[column]
    if (!fitting || !chance) return 0
    const filled = kinds
      .filter((kind) => kind !== 'empty')
      .reduce((sum, kind) => sum + Math.exp(chance[kind]), 0)
    return filled < 0.25
      ? 0
      : kinds.reduce((sum, kind) => sum + (fitting[kind] ?? 0) * Math.exp(chance[kind]), 0) / filled
  }
  const score = (texts: readonly string[]): number =>
    texts.reduce((sum, text, column) => sum + fits(text, column), 0)
  const shifted =
    own.length > width
      ? own.flatMap((heading, at) =>
          heading === '' || roles.get(heading) === undefined ? [own.toSpliced(at, 1)] : [],
        )
      : own.length < width
        ? own.map((_, at) => own.toSpliced(at, 0, ''))
        : []
  const [first] = shifted
    .map((texts, at) => ({ texts, at, score: score(texts) }))
    .sort((a, b) => b.score - a.score || b.at - a.at)
  return first && first.score > score(own) + 0.8 ? first.texts : headings
}

/** The kinds of cells expected under a heading, with weights. */
const holds: Partial<Record<Role, Partial<Record<Kind, number>>>> = {
  ref: { number: 1 },
  text: { prose: 1, name: 0.6 },
  owner: { name: 1 },
  timescale: { time: 1 },
  level: { level: 1, status: 1 },
  stage: { status: 1 },
  update: { entry: 1, prose: 0.8 },
}
