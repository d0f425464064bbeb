import type { Piece, Place } from '@beatbook/domain'
import type { Block, Cell, Span } from './source.ts'

/** Folds each run of white space to one space; removes soft hyphens and zero-width spaces. */
export const foldSpaces = (text: string): string => text.replace(invisible, '').replace(/\s+/g, ' ').trim()

/** Folds the text line by line; line breaks are `\n`, blank lines are removed. */
export const foldLines = (text: string): string =>
  /[\n\r\u2028\u2029\v\f]/.test(text)
    ? text
        .split(/[\n\r\u2028\u2029\v\f]+/)
        .map(foldSpaces)
        .filter((line) => line !== '')
        .join('\n')
    : foldSpaces(text)

const invisible = /[\u00ad\u200b\u2060]/g

/** Adds a trimmed piece unless `text` is white space only; returns the indexes for a span. */
export const addPiece = (pieces: Piece[], text: string, place: Place): number[] =>
  text.trim() === '' ? [] : [pieces.push({ text: text.trim(), place }) - 1]

/** A cell from the blocks inside it, one line each; its list items are its items. */
export const cellOf = (content: readonly Block[], spans: { colSpan: number; rowSpan: number }): Cell => {
  const spansIn = content.flatMap(lines)
  return {
    text: spansIn
      .map((span) => span.text)
      .filter((text) => text !== '')
      .join('\n'),
    pieces: [...new Set(spansIn.flatMap((span) => span.pieces))],
    items: content.flatMap((block) =>
      block.kind === 'item' ? [{ text: block.text, pieces: block.pieces }] : [],
    ),
    ...spans,
  }
}

const lines = (block: Block): Span[] => {
  if (block.kind === 'break') return []
  if (block.kind === 'item' && /\w/.test(block.marker))
    return [{ text: `${block.marker} ${block.text}`.trim(), pieces: block.pieces }]
  if (block.kind !== 'table') return [block]
  const rows = block.rows.map((row) => ({
    text: row.cells.map((cell) => cell.text).join(' '),
    pieces: row.cells.flatMap((cell) => cell.pieces),
  }))
  return block.caption ? [block.caption, ...rows] : rows
}
