import { hasActing, plainText } from '@beatbook/domain'
import type { Block, Cell, Source, SourceNote, Span } from './source.ts'
import { foldLines, foldSpaces } from './span.ts'

/**
 * The source for the shapes: without control characters (`plainText`) in its name, its pieces and its blocks,
 * so that no value has any. The pieces have the same indexes; the draft contains those of the original
 * source, with every character. `note` has the number of removed characters and their pieces.
 */
export function plainSource(source: Source): { plain: Source; note: SourceNote | null } {
  const changed: number[] = []
  let count = 0
  const pieces = source.pieces.map((piece, at) => {
    const text = plainText(piece.text)
    if (text === piece.text) return piece
    const left = piece.text.replace(/\r\n/g, '\n').length - text.length
    if (left > 0) changed.push(at)
    count += left
    return { ...piece, text: text.trim() }
  })
  const plain: Source = {
    ...source,
    name: plainName(source.name),
    pieces,
    blocks: source.blocks.map(plainBlock),
  }
  return { plain, note: count === 0 ? null : { code: 'acting-characters', args: { count }, pieces: changed } }
}

/** A file's name on one line, without control characters. */
export const plainName = (name: string): string =>
  hasActing(name) || /[\t\n]/.test(name) ? foldSpaces(plainText(name)) : name

function plainBlock(block: Block): Block {
  if (block.kind === 'break') return block
  if (block.kind !== 'table') return changedText(block, foldSpaces)
  const { caption, sheet, rows } = block
  return {
    ...block,
    caption: caption && changedText(caption, foldSpaces),
    sheet: sheet === null ? null : plainName(sheet),
    rows: rows.map((row) => {
      const cells = row.cells.map(plainCell)
      return cells.every((cell, at) => cell === row.cells[at]) ? row : { ...row, cells }
    }),
  }
}

const plainCell = (cell: Cell): Cell => {
  const plain = changedText(cell, foldLines)
  const items = cell.items.map((item) => changedText(item, foldLines))
  return items.every((item, at) => item === cell.items[at]) ? plain : { ...plain, items }
}

/** A span with plain text; the same object if nothing changes. */
const changedText = <S extends Span>(span: S, fold: (text: string) => string): S => {
  const text = plainText(span.text)
  return text === span.text ? span : { ...span, text: fold(text) }
}
