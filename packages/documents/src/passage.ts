import { isFurniture } from './furniture.ts'
import { blockPieces } from './shape.ts'
import type { Source, Span } from './source/source.ts'

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
    const parted = block.kind === 'paragraph' && source.format === 'text' ? (furnitureLines(source, block) ?? headingLine(source, block)) : null
    if (parted) return parted.map((part) => ({ ...part, level: 0, marker: '', block: i }))
    return [{ kind: block.kind, text: block.text.trim(), level, marker: block.kind === 'item' ? block.marker : '', pieces: blockPieces(block), block: i }]
  })
}

/** In plain text the words of a page's navigation stand right above each other, and above what is meant. */
function furnitureLines(source: Source, block: Span): Pick<Passage, 'kind' | 'text' | 'pieces'>[] | null {
  const lines = block.pieces.map((piece) => ({ kind: 'paragraph' as const, text: source.pieces[piece]?.text.trim() ?? '', pieces: [piece] }))
  const last = lines.findLastIndex((line) => isFurniture(line.text))
  if (lines.length < 2 || last < 0) return null
  const rest = lines.slice(last + 1)
  const whole = { kind: 'paragraph' as const, text: rest.map((line) => line.text).join(' '), pieces: rest.flatMap((line) => line.pieces) }
  return [...lines.slice(0, last + 1), ...(rest.length > 0 ? [whole] : [])]
}

/** In plain text a heading may stand right above its paragraph: a first line that is short beside the others, which begin a sentence of their own. */
function headingLine(source: Source, block: Span): Pick<Passage, 'kind' | 'text' | 'pieces'>[] | null {
  const [first = -1, ...rest] = block.pieces
  const text = source.pieces[first]?.text.trim() ?? ''
  const others = rest.map((piece) => source.pieces[piece]?.text.trim() ?? '')
  const longest = Math.max(0, ...others.map((line) => line.length))
  const whole = longest >= 60 || /[.!?]$/.test(others.at(-1) ?? '')
  if (text.length > longest * 0.6 || !whole || !/^\p{Lu}/u.test(others[0] ?? '')) return null
  const heading = { kind: 'heading' as const, text, pieces: [first] }
  if (!looksLikeHeading({ ...heading, kind: 'paragraph', level: 0, marker: '', block: 0 })) return null
  return [heading, { kind: 'paragraph', text: others.join(' ').replace(/\s+/g, ' '), pieces: rest }]
}

/**
 * True where a passage reads like a heading: marked as one, or a line of at most twelve words that begins like a sentence and does not end like one.
 */
export function looksLikeHeading(passage: Passage): boolean {
  if (passage.kind === 'heading') return true
  const text = passage.text.trim()
  if (passage.kind === 'item') return false
  return text.length <= 100 && text.split(/\s+/).length <= 12 && /^[\p{Lu}\p{N}"“‘'(]/u.test(text) && !/[.;:,?!]["”’']?$/.test(text) && !text.includes('\n')
}
