import { type Ignored, readEntry } from '@beatbook/domain'
import { isPageMark } from '../furniture.ts'
import { addAll, largest } from '../lists.ts'
import { limits, within } from '../source/limits.ts'
import type { Cell, Span } from '../source/source.ts'
import { filledColumns, type GridRow, rowPieces } from './grid.ts'
import type { Layout } from './layout.ts'
import { isNote, joinWord, sectionTitle } from './section.ts'

/** The content of one column for an action. */
export interface Part extends Span {
  readonly items: readonly Span[]
  readonly value?: Cell['value']
  /** Whether the value is in the row above, in a cell that spans both or by the words "as above". */
  readonly inherited: boolean
  /** How many rows took it from the row above. */
  readonly times?: number
  /** "As above", as written, if that is the content of the cell. */
  readonly written?: string
  /** If the cell has "as above": the pieces of the value above. */
  readonly origin?: readonly number[]
}

/** An action's cells by column. `joined` counts the rows that were joined to its first. */
export interface ActionRow {
  readonly layout: Layout
  readonly parts: Map<number, Part>
  joined: number
  /** The columns whose parts were joined from several rows. */
  readonly grown: Set<number>
  /**
   * The numbers of cells in its first row and of columns in the table, if they differ and content decided.
   */
  readonly ragged: GridRow['ragged']
}

/** The entries of a table's rows, top to bottom. */
export type Entry =
  | {
      readonly kind: 'section'
      readonly ref: string | null
      readonly title: string
      readonly pieces: number[]
      readonly split: string | null
    }
  | { readonly kind: 'action'; readonly row: ActionRow }
  | {
      readonly kind: 'skip'
      readonly reason: Ignored['reason']
      readonly code: 'template-row' | 'stray-row' | 'repeated-header' | null
      readonly pieces: number[]
      readonly rows: number
    }
  | { readonly kind: 'layout'; readonly layout: Layout; readonly pieces: number[] }

/**
 * Classifies a row under a layout: an action, a section, something to skip, or a continuation of the action
 * above (`last`), to which it is joined.
 */
export function readRow(
  row: GridRow,
  layout: Layout,
  last: ActionRow | null,
  next: GridRow | null,
  words: ReadonlySet<string>,
): Entry | 'joined' {
  const pieces = rowPieces(row)
  const filled = filledColumns(row)
  const role = (column: number) => layout.columns[column]?.role ?? null
  const at = (column: number): string => row.cells[column]?.text ?? ''
  const of = (wanted: string): string =>
    filled.flatMap((column) => (role(column) === wanted ? [at(column)] : [])).join(' ')
  const skip = (
    reason: 'template' | 'not-a-plan' | 'hidden' | 'guidance' | 'prose' | 'page-furniture',
    code: 'template-row' | 'stray-row' | null,
  ): Entry => ({
    kind: 'skip',
    reason,
    code,
    pieces,
    rows: 1,
  })
  const ref = of('ref')
  const text = of('text')
  const first = filled[0] ?? 0
  const known = filled.filter((column) => role(column) !== null)
  const numbered = ref !== '' && !bulletOnly.test(ref)
  const strong = filled.some((column) => strongRoles.has(role(column) ?? ''))

  if (row.hidden) return skip('hidden', null)
  if (known.length === 0) return skip('not-a-plan', null)
  if (filled.length === 1 && isPageMark(at(first))) return skip('page-furniture', null)
  if (filled.length === 1 && isNote(at(first))) return skip('guidance', 'stray-row')
  if (isTemplate(known.map(at))) return skip('template', 'template-row')
  if (row.whole) return sectionOf(row, words) ?? skip('guidance', null)
  const fields = known
    .filter((column) => !['ref', 'section-ref', 'detail'].includes(role(column) ?? ''))
    .map(at)
  if (/\d/.test(ref) && !/\s/.test(ref) && fields.every((field) => placeholder.test(field)))
    return skip('template', 'template-row')
  if (row.loose && last) {
    const dated = readEntry(at(first)).said !== null
    const update = dated ? layout.columns.findIndex((column) => column?.role === 'update') : -1
    const into = update < 0 ? largest([...last.parts.keys()], (column) => column) : update
    if (dated || continuesText(last, into, at(first))) return join(row, filled, last, into)
  }
  if (filled.length === 1 || (!numbered && text === '' && isTorn(row, layout, filled))) {
    const elsewhere = role(first) !== 'text' && role(first) !== 'ref' && !row.loose
    if (last && filled.length === 1 && (continuesText(last, first, at(first)) || elsewhere))
      return join(row, filled, last)
    const section = sectionOf(row, words)
    if (section) return section
    return last ? join(row, filled, last) : skip('prose', 'stray-row')
  }
  if (numbered && text !== '' && !strong && filled.length === 2 && isSectionHeading(ref, next, layout)) {
    return { kind: 'section', ref: bare(ref), title: text, pieces, split: null }
  }
  const textColumn = layout.columns.findIndex((column) => column?.role === 'text')
  if (last && !numbered && text === '' && row.spanned.has(textColumn) && repeats(filled, last))
    return { kind: 'action', row: take(row, layout, last) }
  if (row.ragged && text === '' && filled.filter((column) => strongRoles.has(role(column) ?? '')).length > 1)
    return { kind: 'action', row: take(row, layout, last) }
  if (last && !numbered && text === '') return join(row, filled, last)
  const countsRows = layout.columns.some((column) => column?.role === 'ref')
  const unfinished =
    last !== null && ![...last.parts.keys()].some((column) => strongRoles.has(role(column) ?? ''))
  if (last && !numbered && (!strong || unfinished) && countsRows && continuesText(last, first, at(first)))
    return join(row, filled, last)
  if (!numbered && /^(?:grand |sub-?)?totals?$/i.test(text)) return skip('not-a-plan', 'stray-row')
  return text === '' ? skip('prose', 'stray-row') : { kind: 'action', row: take(row, layout, last) }
}

const strongRoles = new Set(['owner', 'timescale', 'level', 'stage', 'progress'])
const placeholder =
  /^(?:<[^<>]{1,40}>|\[(?:insert|enter|add|type|name|date|select)[^\]]*\]|please select.*|select(?: an option)?|click (?:here|or tap).*|-+|…+|\.{3,})$/i
const bulletOnly = /^[•▪◦●○‣·■□*–—-]$/

/**
 * Whether a row contains only text of a form: unanswered choices, the same mark in every cell, a program's
 * mark.
 */
export const isTemplate = (texts: readonly string[]): boolean =>
  texts.length > 0 &&
  (texts.every((text) => placeholder.test(text)) ||
    (texts.length > 2 && new Set(texts).size === 1) ||
    texts.every((text) => /^[A-Z0-9-]+_[A-Z0-9_-]+$/.test(text)))

/** A row with only END marks closes a table in a form. */
export const endsTable = (row: GridRow): boolean => {
  const filled = filledColumns(row)
  return (
    filled.length > 0 &&
    filled.every((column) => /^(?:[A-Z0-9-]+_[A-Z0-9_-]+[-_])?END$/.test(row.cells[column]?.text ?? ''))
  )
}

/** The short text of a row as a section's heading, with split cells joined; `null` for a sentence. */
export function sectionOf(
  row: GridRow,
  words: ReadonlySet<string>,
): Extract<Entry, { kind: 'section' }> | null {
  const texts = filledColumns(row).map((column) => row.cells[column]?.text ?? '')
  if (texts.length === 0 || texts.length > 3) return null
  const title = sectionTitle(texts.reduce((before, text) => joinWord(before, text, words)))
  return (
    title && {
      kind: 'section',
      ...title,
      pieces: rowPieces(row),
      split: texts.length > 1 ? texts.join('|') : null,
    }
  )
}

/** A row's own cells, and those taken from the row above: by a cell that spans both, or by "as above". */
function take(row: GridRow, layout: Layout, last: ActionRow | null): ActionRow {
  const parts = new Map<number, Part>()
  for (const [column, cell] of row.cells.entries()) {
    const role = layout.columns[column]?.role
    if (role === undefined || cell.text === '') continue
    const above = last?.layout === layout ? last.parts.get(column) : undefined
    const says = /^\W*(?:see |as )?(?:above|ditto)\W*$|^["”″〃]$/i.test(cell.text)
    if (above && (row.spanned.has(column) || says)) {
      const origin = above.origin ?? above.pieces
      const times = (above.times ?? 0) + 1
      if (above.text.length > limits.repeatedCharacters) within('repeated', times)
      parts.set(column, {
        ...above,
        pieces: says ? [...cell.pieces, ...origin] : cell.pieces,
        origin,
        times,
        inherited: true,
        ...(says && { written: cell.text }),
      })
    } else
      parts.set(column, {
        text: cell.text,
        pieces: cell.pieces,
        items: cell.items,
        value: cell.value,
        inherited: row.spanned.has(column),
      })
  }
  return { layout, parts, joined: 0, grown: new Set(), ragged: row.ragged }
}

/** Joins a row's cells to the action above, each to its column, or all to the column `into`. */
function join(row: GridRow, filled: readonly number[], last: ActionRow, into?: number): 'joined' {
  const own = new Set(last.parts.keys())
  const textColumn = last.layout.columns.findIndex((column) => column?.role === 'text')
  for (const column of filled) {
    const cell = row.cells[column]
    if (!cell) continue
    const role = last.layout.columns[column]?.role
    const to = into ?? (role === undefined || (role === 'ref' && cell.text.length > 6) ? textColumn : column)
    const before = own.has(to) || into !== undefined ? last.parts.get(to) : undefined
    const mark = role === 'level' && before ? '; ' : into === undefined ? ' ' : '\n'
    // A joined cell belongs to the row from then on, and can grow.
    const pieces = before && last.grown.has(to) ? before.pieces : [...(before?.pieces ?? [])]
    const items = before && last.grown.has(to) ? (before.items as Span[]) : [...(before?.items ?? [])]
    addAll(pieces, cell.pieces)
    addAll(items, cell.items)
    last.grown.add(to)
    last.parts.set(to, {
      text: before ? `${before.text}${mark}${cell.text}` : cell.text,
      pieces,
      items,
      value: before ? undefined : cell.value,
      inherited: false,
    })
  }
  last.joined++
  return 'joined'
}

/** Whether a row repeats a field of the action above: another level, time or owner. */
const repeats = (filled: readonly number[], last: ActionRow): boolean =>
  filled.some((column) => strongRoles.has(last.layout.columns[column]?.role ?? '') && last.parts.has(column))

/** Whether text continues that of the action above: it begins in lower case, or the other breaks off. */
function continuesText(last: ActionRow, column: number, text: string): boolean {
  if (/^(?:\p{Ll}(?![.)])|[,;)&–-]\s?)/u.test(text)) return true
  const before =
    last.parts.get(column)?.text ??
    last.parts.get(last.layout.columns.findIndex((each) => each?.role === 'text'))?.text ??
    ''
  return /(?:[,;(&/–-]|\b(?:a|an|the|of|and|or|to|for|in|on|with|by|from|further|their|our|its|that|which|as|at))$/i.test(
    before.slice(-40),
  )
}

/** A heading split over adjacent cells: short texts, none of them a field's value. */
function isTorn(row: GridRow, layout: Layout, filled: readonly number[]): boolean {
  if (filled.length > 3 || filled.some((column, n) => n > 0 && column !== (filled[n - 1] ?? 0) + 1))
    return false
  const texts = filled.map((column) => row.cells[column]?.text ?? '')
  const torn =
    texts.slice(1).every((text) => /^\p{Ll}/u.test(text)) && /^\p{Lu}.*\p{L}$/u.test(texts[0] ?? '')
  return (
    torn &&
    texts.every((text) => text.length <= 40 && !/\d/.test(text)) &&
    !filled.some((column) => layout.columns[column]?.role === 'ref')
  )
}

const bare = (ref: string): string => ref.replace(/^[([]+|[)\].:]+$/g, '').trim()

/** A numbered row is a section's heading if the next row's number begins with its number. */
function isSectionHeading(ref: string, next: GridRow | null, layout: Layout): boolean {
  const below = next?.cells[layout.columns.findIndex((each) => each?.role === 'ref')]?.text ?? ''
  return below.startsWith(`${bare(ref)}.`) && below.length > bare(ref).length + 1
}
