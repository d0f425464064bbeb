import { readsLikeHeading } from './plain-lines.ts'
import { bullet } from './source/line.ts'
import type { Block } from './source/source.ts'

interface SheetLine {
  readonly kind: 'heading' | 'paragraph' | 'item'
  readonly text: string
  readonly level: number
  readonly marker: string
  readonly pieces: readonly number[]
}

/**
 * The cells of a table that has only one column, as the lines of a document: headings, paragraphs, and below a line that ends in a
 * colon a list, until an empty row, a numbered heading or the heading of the next such line. `null` for a table of columns.
 */
export function sheetLines(table: Extract<Block, { kind: 'table' }>): SheetLine[] | null {
  const rows = table.rows.map((row) => row.cells.filter((cell) => cell.text.trim() !== ''))
  if (rows.length < 3 || rows.some((cells) => cells.length > 1)) return null
  let listing = false
  return rows.flatMap(([cell], at): SheetLine[] => {
    if (!cell) {
      listing = false
      return []
    }
    const [mark] = bullet.exec(`${cell.text} `) ?? []
    const next = rows[at + 1]?.[0]?.text ?? ''
    const heads = readsLikeHeading(cell.text) && (/:$/.test(next) || titled.test(cell.text) || (!listing && next !== '' && !readsLikeHeading(next)))
    const kind = heads ? 'heading' : mark !== undefined || (listing && !/:$/.test(cell.text)) ? 'item' : 'paragraph'
    listing = kind === 'item' ? listing : /:$/.test(cell.text)
    const text = kind === 'item' && mark !== undefined ? cell.text.slice(mark.length) : cell.text
    return [{ kind, text: text.trim(), level: kind === 'heading' ? 1 : 0, marker: kind === 'item' ? (mark?.trim() ?? '•') : '', pieces: cell.pieces }]
  })
}

const titled = /^(?:\d+(?:\.\d+)*[.)]?\s+\p{Lu}|(?:priority|theme|aim|objective|strand|pillar|commitment|goal|section|chapter|appendix|annex|road ?map)\b)/iu
