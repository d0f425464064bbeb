import { partLines, readsLikeHeading } from './plain-lines.ts'
import { blockPieces } from './shape.ts'
import type { Row, Source, Span } from './source/source.ts'

/** A part of a document's body outside its tables, as seen by the narrative readers. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly text: string
  /** The heading's depth if marked in the source, otherwise 0; for an item, its depth in the list. */
  readonly level: number
  readonly marker: string
  readonly pieces: readonly number[]
  /** The index of its block: passages with tables or breaks between them are not adjacent. */
  readonly block: number
}

/**
 * The headings, paragraphs and list items of a source in reading order; cells of tables only with `cells`.
 */
export function passagesOf(source: Source, options: { cells?: boolean } = {}): Passage[] {
  return source.blocks.flatMap((block, i): Passage[] => {
    if (block.kind === 'break' || block.kind === 'aside') return []
    if (block.kind === 'table') {
      if (!options.cells) return []
      const caption = block.caption ? [{ ...block.caption, heading: false }] : []
      return [...caption, ...cellsOf(block.rows)].map(({ text, pieces, heading }) => ({
        kind: heading ? 'heading' : 'paragraph',
        text,
        level: 0,
        marker: '',
        pieces,
        block: i,
      }))
    }
    if (block.text.trim() === '') return []
    const level = block.kind === 'heading' ? block.level : block.kind === 'item' ? block.depth : 0
    if (block.kind === 'paragraph' && source.format === 'text') {
      const lines = block.pieces.map((piece) => ({
        text: source.pieces[piece]?.text.trim() ?? '',
        pieces: [piece],
      }))
      const parted = partLines(lines)
      if (parted) return parted.map((part) => ({ ...part, level: 0, block: i }))
    }
    return [
      {
        kind: block.kind,
        text: block.text.trim(),
        level,
        marker: block.kind === 'item' ? block.marker : '',
        pieces: blockPieces(block),
        block: i,
      },
    ]
  })
}

/** The passages of blocks after `from` and before `to`; `passages` are in the order of their blocks. */
export function passagesBetween(passages: readonly Passage[], from: number, to: number): Passage[] {
  const begin = firstFrom(passages, from + 1)
  return passages.slice(begin, Math.max(begin, firstFrom(passages, to)))
}

/** The index of the first passage of a block or one after it. */
function firstFrom(passages: readonly Passage[], block: number): number {
  let [low, high] = [0, passages.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((passages[middle]?.block ?? block) >= block) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * A table's cells, row by row. If a column contains logs, the rows above the first of them are headings and
 * omitted; in the others the number comes first, as a recommendation's heading, and the log last.
 */
function cellsOf(rows: readonly Row[]): (Span & { heading: boolean })[] {
  const isLog = (text: string) => /\[\s*\/?\s*(?:on|status|comment)\s*\]/i.test(text)
  const first = rows.findIndex((row) => row.cells.some((cell) => isLog(cell.text)))
  return rows.slice(Math.max(first, 0)).flatMap((row) => {
    const cells = row.cells
      .filter((cell) => cell.text.trim() !== '')
      .map(({ text, pieces }) => ({ text, pieces, heading: false }))
    const [logs, others] = [
      cells.filter((cell) => isLog(cell.text)),
      cells.filter((cell) => !isLog(cell.text)),
    ]
    const number =
      logs.length > 0
        ? others.find((cell) => /^\d+(?:\.\d+)*[a-z]?[.)]?$/i.test(cell.text.trim()))
        : undefined
    if (!number) return [...others, ...logs]
    return [
      { ...number, text: `Recommendation ${number.text.trim()}`, heading: true },
      ...others.filter((cell) => cell !== number),
      ...logs,
    ]
  })
}

/** True if a passage is marked as a heading or looks like one. */
export function looksLikeHeading(passage: Passage): boolean {
  if (passage.kind === 'heading') return true
  return passage.kind !== 'item' && readsLikeHeading(passage.text)
}
