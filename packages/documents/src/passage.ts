import { partLines, readsLikeHeading } from './plain-lines.ts'
import { blockPieces } from './shape.ts'
import type { Source } from './source/source.ts'

/** A stretch of a document's body outside its tables, as the narrative readers see it. */
export interface Passage {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly text: string
  /** The heading's depth where the source marks it, else 0; for an item, its depth in the list. */
  readonly level: number
  readonly marker: string
  readonly pieces: readonly number[]
  /** The index of its block: passages with tables or breaks between them are not neighbours. */
  readonly block: number
}

/** The headings, paragraphs and list items of a source in reading order; a table's cells are left out unless `cells` asks for them. */
export function passagesOf(source: Source, options: { cells?: boolean } = {}): Passage[] {
  return source.blocks.flatMap((block, i): Passage[] => {
    if (block.kind === 'break' || block.kind === 'aside') return []
    if (block.kind === 'table') {
      if (!options.cells) return []
      const cells = block.rows.flatMap((row) => row.cells).filter((cell) => cell.text.trim() !== '')
      const caption = block.caption ? [block.caption] : []
      return [...caption, ...cells].map(({ text, pieces }) => ({ kind: 'paragraph', text, level: 0, marker: '', pieces, block: i }))
    }
    if (block.text.trim() === '') return []
    const level = block.kind === 'heading' ? block.level : block.kind === 'item' ? block.depth : 0
    if (block.kind === 'paragraph' && source.format === 'text') {
      const lines = block.pieces.map((piece) => ({ text: source.pieces[piece]?.text.trim() ?? '', pieces: [piece] }))
      const parted = partLines(lines)
      if (parted) return parted.map((part) => ({ ...part, level: 0, block: i }))
    }
    return [{ kind: block.kind, text: block.text.trim(), level, marker: block.kind === 'item' ? block.marker : '', pieces: blockPieces(block), block: i }]
  })
}

/** True where a passage reads like a heading: marked as one, or a line that looks like one. */
export function looksLikeHeading(passage: Passage): boolean {
  if (passage.kind === 'heading') return true
  return passage.kind !== 'item' && readsLikeHeading(passage.text)
}
