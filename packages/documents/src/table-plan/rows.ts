import type { FindingCode, Ignored } from '@beatbook/domain'
import type { Block, Cell, Span } from '../source/source.ts'
import { filledColumns, type GridRow, gridOf, rowPieces } from './grid.ts'
import { foldHeading } from './heading.ts'
import { isHeader, type Layout, layoutOf } from './layout.ts'
import { joinWord, sectionTitle } from './section.ts'

/** What is written of one action under one column. */
export interface Part extends Span {
  readonly items: Span[]
  readonly value?: Cell['value']
  /** The value stands in the row above, in a cell that spans both or by the words "as above". */
  readonly inherited: boolean
}

/** One action's cells by column. `joined` counts the rows that were joined to its first. */
export interface ActionRow {
  readonly layout: Layout
  readonly parts: Map<number, Part>
  joined: number
}

/** What one table's rows are, top to bottom. */
export type Entry =
  | { readonly kind: 'section'; readonly ref: string | null; readonly title: string; readonly pieces: number[]; readonly split: string | null }
  | { readonly kind: 'action'; readonly row: ActionRow }
  | { readonly kind: 'skip'; readonly reason: Ignored['reason']; readonly code: FindingCode | null; readonly pieces: number[]; readonly rows: number }
  | { readonly kind: 'layout'; readonly layout: Layout; readonly pieces: number[] }

type Table = Extract<Block, { kind: 'table' }>

/**
 * A table's rows as sections, actions and rows to skip. `carried` is the layout of the table before, which a table without headings
 * continues; `words` are the document's, by which a heading split over two cells is joined. No entries where the table is no plan.
 */
export function readRows(table: Table, carried: Layout | null, words: ReadonlySet<string>): { entries: Entry[]; layout: Layout | null } {
  const rows = gridOf(table.rows)
  const entries: Entry[] = []
  let layout: Layout | null = null
  let last: ActionRow | null = null
  let found: Layout | null = null
  let heads: string[] | null = null
  const pending: GridRow[] = []
  const marked = rows.some((row) => row.header)
  const headers = rows.map((_, at) => headerAt(rows, at, marked))
  if (table.sheet === null && headers.every((header) => header === null)) layout = continued(carried, rows) ?? layoutOf([], rows)
  if (layout && layout !== carried) entries.push({ kind: 'layout', layout, pieces: [] })

  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    const pieces = rowPieces(row)
    const header = headers[at]
    if (header) {
      const end = headers.findIndex((other, next) => next >= at + header.height && other !== null)
      const folded = header.headings.map(foldHeading)
      if (heads && folded.join('|') === heads.join('|')) {
        entries.push({ kind: 'skip', reason: 'repeated-header', code: 'repeated-header', pieces: header.pieces, rows: 1 })
      } else {
        heads = folded
        layout = layoutOf(
          header.headings,
          rows
            .slice(at + header.height, end < 0 ? rows.length : end)
            .filter((other) => !isTemplate(filledColumns(other).map((column) => other.cells[column]!.text))),
        )
        if (layout) entries.push(...pending.slice(-1).flatMap((above) => sectionOf(above, words) ?? []), { kind: 'layout', layout, pieces: header.pieces })
      }
      pending.length = 0
      at += header.height - 1
      continue
    }
    if (pieces.length === 0) continue
    if (!layout) {
      if (filledColumns(row).length === 1 && sectionOf(row, words)) pending.push(row)
      continue
    }
    if (row.hidden) {
      entries.push({ kind: 'skip', reason: 'hidden', code: null, pieces, rows: 1 })
      continue
    }
    if (ends(row)) {
      entries.push({ kind: 'skip', reason: 'template', code: 'template-row', pieces, rows: 1 })
      layout = null
      continue
    }
    let below = at + 1
    while (below < rows.length && rowPieces(rows[below]!).length === 0) below++
    const entry = readRow(row, layout, last, rows[below] ?? null, words)
    if (entry === 'joined') continue
    if (entry.kind === 'action') {
      last = entry.row
      found = layout
    }
    entries.push(entry)
  }
  return { entries, layout: layout ?? found }
}

/** The headings that begin at a row: one row, or several that the source marks or that make sense only together. */
function headerAt(rows: readonly GridRow[], at: number, marked: boolean): { headings: string[]; pieces: number[]; height: number } | null {
  const row = rows[at]!
  let height = 1
  if (isHeader(row, marked)) {
    while (rows[at + height]?.header && row.header && !rows[at + height]!.whole) height++
  } else {
    const below = rows[at + 1]
    if (marked || !below || filledColumns(row).length < 2 || isHeader(below) || [...row.cells, ...below.cells].some((cell) => cell.text.length > 40))
      return null
    if (!isHeader({ ...row, cells: row.cells.map((cell, column) => ({ ...cell, text: `${cell.text} ${below.cells[column]?.text ?? ''}`.trim() })) }))
      return null
    height = 2
  }
  const rowsHere = rows.slice(at, at + height)
  const headings = row.cells.map((_, column) => [...new Set(rowsHere.map((each) => each.cells[column]?.text ?? ''))].join(' ').trim())
  return { headings, pieces: rowsHere.flatMap(rowPieces), height }
}

/** The layout before, where these rows are as wide and no wider. */
const continued = (carried: Layout | null, rows: readonly GridRow[]): Layout | null =>
  carried && (rows[0]?.cells.length ?? 0) <= carried.columns.length ? carried : null

const placeholder =
  /^(?:<[^<>]{1,40}>|\[(?:insert|enter|add|type|name|date|select)[^\]]*\]|please select.*|select(?: an option)?|click (?:here|or tap).*|-+|…+|\.{3,})$/i
const isTemplate = (texts: readonly string[]): boolean =>
  texts.length > 0 &&
  (texts.every((text) => placeholder.test(text)) ||
    (texts.length > 2 && new Set(texts).size === 1) ||
    texts.every((text) => /^[A-Z0-9-]+_[A-Z0-9_-]+$/.test(text)))
/** A row of nothing but END marks closes a table in a form. */
const ends = (row: GridRow): boolean => {
  const filled = filledColumns(row)
  return filled.length > 0 && filled.every((column) => /^(?:[A-Z0-9-]+_[A-Z0-9_-]+[-_])?END$/.test(row.cells[column]!.text))
}

const bulletOnly = /^[•▪◦●○‣·■□*–—-]$/

function readRow(row: GridRow, layout: Layout, last: ActionRow | null, next: GridRow | null, words: ReadonlySet<string>): Entry | 'joined' {
  const pieces = rowPieces(row)
  const filled = filledColumns(row)
  const role = (column: number) => layout.columns[column]?.role ?? null
  const has = (wanted: string): boolean => filled.some((column) => role(column) === wanted)
  const textOf = (wanted: string): string =>
    filled
      .filter((column) => role(column) === wanted)
      .map((column) => row.cells[column]!.text)
      .join(' ')
  const ref = textOf('ref')
  const text = textOf('text')
  const texts = filled.filter((column) => role(column) !== null).map((column) => row.cells[column]!.text)
  const fields = filled.filter((column) => !['ref', 'section-ref', 'detail', null].includes(role(column))).map((column) => row.cells[column]!.text)

  if (isTemplate(texts)) return { kind: 'skip', reason: 'template', code: 'template-row', pieces, rows: 1 }
  if (texts.length === 0) return { kind: 'skip', reason: 'not-a-plan', code: null, pieces, rows: 1 }
  if (ref !== '' && !/\s/.test(ref) && fields.every((text) => placeholder.test(text)))
    return { kind: 'skip', reason: 'template', code: 'template-row', pieces, rows: 1 }
  const strong = ['owner', 'timescale', 'level', 'stage'].some(has)
  const numbered = ref !== '' && !bulletOnly.test(ref)

  if (row.whole) return sectionOf(row, words) ?? { kind: 'skip', reason: 'guidance', code: null, pieces, rows: 1 }
  if (filled.length === 1 || (!numbered && text === '' && isSplitHeading(row, layout, filled))) {
    const alone = row.cells[filled[0]!]!.text
    const inText = filled.length === 1 && role(filled[0]!) === 'text'
    if (last && filled.length === 1 && (goesOn(last, filled[0]!, alone) || (!inText && role(filled[0]!) !== 'ref'))) return join(row, filled, last)
    const section = sectionOf(row, words)
    if (section) return section
    if (last) return join(row, filled, last)
    return { kind: 'skip', reason: 'prose', code: 'stray-row', pieces, rows: 1 }
  }
  if (numbered && text !== '' && !strong && filled.length === 2 && heads(ref, next, layout))
    return { kind: 'section', ref: bare(ref), title: text, pieces, split: null }
  if (last && !numbered && text === '') return join(row, filled, last)
  if (last && !numbered && !strong && layout.columns.some((column) => column?.role === 'ref') && goesOn(last, filled[0]!, row.cells[filled[0]!]!.text))
    return join(row, filled, last)
  if (text === '') return { kind: 'skip', reason: 'prose', code: 'stray-row', pieces, rows: 1 }
  return { kind: 'action', row: take(row, layout, last) }
}

/** A row's own cells, and those that stand in the row above: one that spans both, or that says so. */
function take(row: GridRow, layout: Layout, last: ActionRow | null): ActionRow {
  const parts = new Map<number, Part>()
  for (const [column, cell] of row.cells.entries()) {
    const role = layout.columns[column]?.role
    if (role === undefined || cell.text === '') continue
    const above = last?.layout === layout ? last.parts.get(column) : undefined
    const says = above !== undefined && /^\W*(?:see |as )?(?:above|ditto)\W*$|^["”″〃]$/i.test(cell.text)
    const inherits = row.spanned.has(column) || says
    if (inherits && above && role !== 'text' && role !== 'ref')
      parts.set(column, { ...above, pieces: [...cell.pieces, ...(says ? above.pieces : [])], inherited: true })
    else parts.set(column, { text: cell.text, pieces: cell.pieces, items: cell.items, value: cell.value, inherited: false })
  }
  return { layout, parts, joined: 0 }
}

function join(row: GridRow, filled: readonly number[], last: ActionRow): 'joined' {
  const own = [...last.parts.keys()]
  for (const column of filled) {
    const textColumn = last.layout.columns.findIndex((c) => c?.role === 'text')
    const role = last.layout.columns[column]?.role
    const into = role === undefined || (role === 'ref' && row.cells[column]!.text.length > 6) ? textColumn : column
    const cell = row.cells[column]!
    const before = own.includes(into) ? last.parts.get(into) : undefined
    last.parts.set(into, {
      text: [before?.text ?? '', cell.text].filter((text) => text !== '').join(' '),
      pieces: [...(before?.pieces ?? []), ...cell.pieces],
      items: before && (before.items.length > 0 || cell.items.length > 0) ? [...before.items, ...cell.items] : cell.items,
      value: before ? undefined : cell.value,
      inherited: false,
    })
  }
  last.joined++
  return 'joined'
}

/** Whether words go on from what the action above says: they begin in lower case, or it breaks off. */
function goesOn(last: ActionRow, column: number, text: string): boolean {
  if (/^(?:[a-z](?![.)])|[,;)&–-]\s?)/.test(text)) return true
  const before = last.parts.get(column)?.text ?? last.parts.get(last.layout.columns.findIndex((c) => c?.role === 'text'))?.text ?? ''
  return /(?:[,;:(&/–-]|\b(?:a|an|the|of|and|or|to|for|in|on|with|by|from|further|their|our|its|that|which|as|at))$/i.test(before)
}

/** A heading torn over neighbouring cells: short words, no field's value among them. */
function isSplitHeading(row: GridRow, layout: Layout, filled: readonly number[]): boolean {
  if (filled.length > 3 || filled.some((column, n) => n > 0 && column !== filled[n - 1]! + 1)) return false
  const texts = filled.map((column) => row.cells[column]!.text)
  const torn = texts.slice(1).every((text) => /^\p{Ll}/u.test(text)) && /\p{L}$/u.test(texts[0] ?? '') && /^\p{Lu}/u.test(texts[0] ?? '')
  return torn && texts.every((text) => text.length <= 40 && !/\d/.test(text)) && !filled.some((column) => layout.columns[column]?.role === 'ref')
}

function sectionOf(row: GridRow, words: ReadonlySet<string>): Extract<Entry, { kind: 'section' }> | null {
  const texts = filledColumns(row).map((column) => row.cells[column]!.text)
  if (texts.length === 0 || texts.length > 3) return null
  const whole = texts.reduce((before, text) => joinWord(before, text, words))
  const title = sectionTitle(whole)
  return title && { kind: 'section', ...title, pieces: rowPieces(row), split: texts.length > 1 ? texts.join('|') : null }
}

const bare = (ref: string): string => ref.replace(/^[([]+|[)\].:]+$/g, '').trim()

/** A numbered row heads a section when the next row's number begins with its own. */
function heads(ref: string, next: GridRow | null, layout: Layout): boolean {
  const column = layout.columns.findIndex((each) => each?.role === 'ref')
  const below = next?.cells[column]?.text ?? ''
  return below.startsWith(`${bare(ref)}.`) && below.length > bare(ref).length + 1
}
