import { largest } from '../lists.ts'
import { within } from '../source/limits.ts'
import type { Row, Source } from '../source/source.ts'
import { type Figure, readFigure, readTotal, type Unit } from './figure.ts'

export interface FigureColumn {
  readonly heading: string
  readonly unit: Unit
}

export interface FigureRow {
  readonly label: string
  /** One for each column. */
  readonly figures: (Figure | null)[]
  readonly pieces: number[]
}

/**
 * A table of figures: its headings joined over their lines, its rows, its totals as written, and what belongs
 * to no row.
 */
export interface FiguresTable {
  /** Text in the table's own rows above its headings. */
  readonly title: { readonly text: string; readonly pieces: number[] } | null
  readonly labelHeading: string
  readonly columns: FigureColumn[]
  readonly rows: FigureRow[]
  readonly totals: FigureRow | null
  /** The texts of the totals row, one for each column. */
  readonly totalsSaid: string[]
  readonly stray: { readonly text: string; readonly pieces: number[] }[]
  readonly pieces: number[]
}

/** `over`: the text of a cell that spans this column. */
type Grid = {
  readonly cells: { readonly text: string; readonly pieces: number[]; readonly over?: string }[]
}[]

/**
 * Reads a table whose rows are a label with figures; `null` for other tables. Cells that span columns count
 * once, where they begin.
 */
export function figuresTable(
  table: Extract<Source['blocks'][number], { kind: 'table' }>,
): FiguresTable | null {
  const rows = table.rows.filter((row) => !row.hidden)
  const grid = oneLabel(gridOf(rows))
  const width = largest(grid, (row) => row.cells.findLastIndex((cell) => cell.text !== '') + 1)
  if (width < 2 || width > 30) return null
  const first = grid.findIndex((row, i) => isData(row, width) && !isHeader(rows[i]))
  if (first < 0) return null
  const totalsAt = grid.findIndex((row, i) => i >= first && isTotal(labelOf(row)))
  const end = totalsAt < 0 ? grid.length : totalsAt
  const body = grid.slice(first, end)
  const data = body.filter((row) => isData(row, width))
  const noData = body.filter((row) => !isData(row, width) && row.cells.some((c) => c.text !== ''))
  if (data.length < 2 || noData.length * 4 > data.length) return null
  // A number used as the header of a column ("2019", "2020") is a heading; a number alone above the first row
  // is stray.
  const above = grid.slice(0, first)
  const strayAbove = above.filter((row, i) => i > 0 && isStray(row))
  // A line above the headings, alone above the labels, is the table's title.
  const lastOfSeveral = above.findLastIndex((row) => !isAlone(row))
  const titles = above.filter((row, i) => i < lastOfSeveral && isAlone(row))
  const others = new Set([...strayAbove, ...titles])
  const header = above.filter((row) => !others.has(row))
  const under = totalsAt < 0 ? [] : grid.slice(totalsAt + 1)
  const continued = under.findIndex((row) => labelOf(row) !== '')
  const totalRows =
    totalsAt < 0
      ? []
      : [grid[totalsAt] as Grid[number], ...under.slice(0, continued < 0 ? under.length : continued)]
  const after = continued < 0 ? [] : under.slice(continued)
  const figureColumns = Array.from({ length: width - 1 }, (_, i) => i + 1).filter((column) =>
    holdsFigures(data, column),
  )
  if (figureColumns.length === 0) return null

  const joined = (rows: Grid, column: number) =>
    rows
      .map((row) => textAt(row, column))
      .filter(Boolean)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
  const heading = (column: number) =>
    header
      .map((row) => textAt(row, column) || (row.cells[column]?.over ?? ''))
      .filter(Boolean)
      .join(' ')
  const scales = figureColumns.map((column) => scaleOf(heading(column)))
  const scaled = (figure: Figure | null, i: number): Figure | null =>
    figure && figure.unit !== 'percent'
      ? { ...figure, value: Math.round(figure.value * (figure.scaled ? 1 : (scales[i] ?? 1)) * 1e6) / 1e6 }
      : figure
  const figures = data.map((row) =>
    figureColumns.map((column, i) => scaled(readFigure(textAt(row, column)), i)),
  )
  const totalsSaid = figureColumns.map((column) => joined(totalRows, column))
  const piecesOf = (rows: Grid) => rows.flatMap((row) => row.cells.flatMap((cell) => cell.pieces))
  return {
    title: titles.length === 0 ? null : { text: titles.map(labelOf).join(' '), pieces: piecesOf(titles) },
    labelHeading: joined(header, 0).replace(/^(?:\d+|[a-z])[.)]\s+/i, ''),
    columns: figureColumns.map((column, i) => ({
      heading: heading(column),
      unit: unitOf(
        heading(column),
        figures.map((row) => row[i] ?? null),
      ),
    })),
    rows: data.map((row, r) => ({ label: labelOf(row), figures: figures[r] ?? [], pieces: piecesOf([row]) })),
    totals:
      totalsAt < 0
        ? null
        : {
            label: labelOf(grid[totalsAt] as Grid[number]),
            figures: totalsSaid.map(readTotal).map(scaled),
            pieces: piecesOf(totalRows),
          },
    totalsSaid,
    stray: [...strayAbove, ...noData, ...after.filter((row) => row.cells.some((c) => c.text !== ''))].map(
      (row) => ({
        text: row.cells
          .map((c) => c.text)
          .filter(Boolean)
          .join(' '),
        pieces: piecesOf([row]),
      }),
    ),
    pieces: piecesOf(header),
  }
}

/** Cells by column; columns and rows that a cell spans beyond its first are empty. */
function gridOf(rows: readonly Row[]): Grid {
  /** For each column the last row covered by a cell above. */
  const covered: number[] = []
  let area = 0
  return rows.map((row, r) => {
    const cells: { text: string; pieces: readonly number[]; over?: string }[] = []
    for (const cell of row.cells) {
      while ((covered[cells.length] ?? -1) >= r) cells.push(nothing)
      const column = cells.length
      within('columns', column)
      const width = Math.min(cell.colSpan, 50)
      if (cell.rowSpan > 1)
        for (let across = 0; across < width; across++)
          covered[column + across] = Math.max(covered[column + across] ?? -1, r + cell.rowSpan - 1)
      const text = cell.text.replace(/\s+/g, ' ').trim()
      cells.push({ text, pieces: cell.pieces })
      for (let across = 1; across < width; across++) cells.push({ ...nothing, over: text })
    }
    area += cells.length
    within('area', area)
    return { cells: cells.map((cell) => ({ ...cell, pieces: [...cell.pieces] })) }
  })
}

/** A text column next to the labels is part of them ("North, Millvale"). */
function oneLabel(grid: Grid): Grid {
  const filled = grid.filter(
    (row) =>
      textAt(row, 0) !== '' &&
      textAt(row, 1) !== '' &&
      row.cells.slice(2).some((cell) => readFigure(cell.text) !== null),
  )
  const words = filled.filter(
    (row) =>
      /\p{L}/u.test(textAt(row, 1)) &&
      textAt(row, 1).length <= 40 &&
      readFigure(textAt(row, 1)) === null &&
      !isNothing(textAt(row, 1)),
  )
  if (filled.length < 2 || words.length * 5 < filled.length * 4) return grid
  return grid.map((row) => {
    const [first = nothing, second = nothing, ...rest] = row.cells
    return {
      cells: [
        {
          text: [first.text, second.text].filter(Boolean).join(', '),
          pieces: [...first.pieces, ...second.pieces],
        },
        ...rest,
      ],
    }
  })
}

/** At least three in five values of a column are figures; a dash counts as one. */
function holdsFigures(rows: Grid, column: number): boolean {
  const filled = rows.map((row) => textAt(row, column)).filter((text) => text !== '')
  const figures = filled.filter((text) => readFigure(text) !== null)
  return figures.length > 0 && figures.length * 5 >= (filled.length - filled.filter(isNothing).length) * 3
}

const nothing = { text: '', pieces: [] }
const textAt = (row: Grid[number], column: number): string => row.cells[column]?.text ?? ''
const labelOf = (row: Grid[number]): string => textAt(row, 0)
const isHeader = (row: Row | undefined): boolean => row?.header === true
const isNothing = (text: string): boolean => /^(?:-|–|—|n\/?a|nil|none|tbc|\.+|\*+)$/i.test(text.trim())
const isTotal = (label: string): boolean =>
  /^(?:grand |force |overall )?totals?\b|^(?:force|all (?:npus|areas|forces)|overall)$/i.test(label.trim())

/**
 * A row of figures: a short label that is not a number, and at least half of its filled cells are figures.
 */
function isData(row: Grid[number], width: number): boolean {
  const label = labelOf(row)
  if (!(/\p{L}/u.test(label) || isDateHeading(label)) || label.length > 60) return false
  const rest = Array.from({ length: width - 1 }, (_, i) => textAt(row, i + 1)).filter((text) => text !== '')
  const figures = rest.filter(
    (text) => text.length <= 40 && readFigure(text) !== null && !isDateHeading(text),
  )
  return figures.length > 0 && figures.length >= (rest.length - rest.filter(isNothing).length) / 2
}

/** "April 2020 Target", "Q1 2019", "2019/20": a heading with a number in it. */
const isDateHeading = (text: string): boolean =>
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?[\s'’-]+(?:19|20)?\d\d\b|^\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d$|^(?:q[1-4]|fy)\b|^(?:19|20)\d\d(?:\s*[/-]\s*\d\d(?:\d\d)?)?$/i.test(
    text.trim(),
  )

/** Text above the labels and nothing next to it. */
const isAlone = (row: Grid[number]): boolean =>
  /\p{L}{3}/u.test(labelOf(row)) && row.cells.slice(1).every((cell) => cell.text === '')

/** "Spent (£k)", "£000s", "£m": the unit of a column's figures. */
function scaleOf(heading: string): number {
  const [, unit = ''] = /£\s*['’]?\s*(k|0{3}s?|thousands?|m|millions?|bn)(?![\p{L}\d])/iu.exec(heading) ?? []
  return /^(?:k|0|t)/i.test(unit) ? 1e3 : /^m/i.test(unit) ? 1e6 : /^b/i.test(unit) ? 1e9 : 1
}

/** Numbers without a label. */
const isStray = (row: Grid[number]): boolean => {
  const filled = row.cells.filter((cell) => cell.text !== '')
  return (
    labelOf(row) === '' &&
    filled.length > 0 &&
    filled.every((cell) => /^[£(]?\s*\d[\d\s,.]*%?\)?$/.test(cell.text) && !isDateHeading(cell.text))
  )
}

function unitOf(heading: string, figures: (Figure | null)[]): Unit {
  const units = figures.flatMap((f) => f?.unit ?? [])
  for (const unit of ['gbp', 'percent'] as const)
    if (units.filter((u) => u === unit).length * 2 > units.length) return unit
  return /%|\bper\s?cent(?:age)?\b/i.test(heading) ? 'percent' : /£|\bgbp\b/i.test(heading) ? 'gbp' : 'count'
}
