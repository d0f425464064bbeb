import { largest } from '../lists.ts'
import { within } from '../source/limits.ts'
import type { Cell } from '../source/source.ts'
import type { GridRow } from './grid.ts'
import { isHeader } from './header.ts'
import { headingRole } from './heading.ts'

/**
 * A transposed table, with headings in its first column, as rows under one heading row: each further column
 * is an action, and where the headings repeat, further actions begin. `null` if the first column has no
 * headings.
 */
export function transposed(rows: readonly GridRow[]): GridRow[] | null {
  const keyed = rows.filter((row) => row.cells[0] && row.cells[0].text !== '')
  const width = largest(rows, (row) => row.cells.length)
  const named = keyed.filter((row) => headingRole(row.cells[0]?.text ?? '') !== null)
  if (width < 2 || keyed.length < 2 || named.length < keyed.length * 0.6) return null
  const firstKey = named[0]?.cells[0]?.text
  const records: GridRow[][] = []
  for (const row of keyed.slice(keyed.indexOf(named[0] ?? row0))) {
    const again = row.cells[0]?.text === firstKey || records.length === 0
    if (again) records.push([row])
    else records.at(-1)?.push(row)
  }
  const keys = [
    ...new Map(records.flat().map((row) => [row.cells[0]?.text ?? '', row.cells[0]])).values(),
  ].flatMap((cell) => cell ?? [])
  if (keys.length > mostKeys) return null
  const header = rowOf(keys)
  if (!isHeader(header)) return null
  const above = rows.slice(0, rows.indexOf(records[0]?.[0] ?? row0))
  within('area', records.length * (width - 1) * keys.length)
  const actions = records.flatMap((record) => {
    const byKey = new Map(record.toReversed().map((row) => [row.cells[0]?.text ?? '', row]))
    return Array.from({ length: width - 1 }, (_, n) =>
      rowOf(keys.map((key) => byKey.get(key.text)?.cells[n + 1] ?? empty)),
    ).filter((row) => row.cells.some((cell) => cell.text !== ''))
  })
  // The headings of later records repeat those of the heading row.
  const used = new Set(keys)
  const repeated = records
    .flat()
    .flatMap((row) => (row.cells[0] && !used.has(row.cells[0]) ? row.cells[0].pieces : []))
  const [first = empty, ...others] = keys
  return [...above, rowOf([{ ...first, pieces: [...first.pieces, ...repeated] }, ...others]), ...actions]
}

/** The most headings of one record; more are not headings. */
const mostKeys = 60

const empty: Cell = { text: '', pieces: [], items: [], colSpan: 1, rowSpan: 1 }
const rowOf = (cells: Cell[]): GridRow => ({
  cells,
  spanned: new Set(),
  header: false,
  hidden: false,
  whole: false,
  loose: false,
  written: cells.length,
})
const row0: GridRow = rowOf([])
