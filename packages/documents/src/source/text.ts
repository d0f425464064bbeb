import type { Piece } from '@beatbook/domain'
import { addAll } from '../lists.ts'
import { notesOfDeleted } from './flow.ts'
import { within } from './limits.ts'
import { blank, bullet, fold, type Line, type Reads } from './line.ts'
import type { Block, Source } from './source.ts'
import { isRow, readTable } from './text-table.ts'

/**
 * Plain text as a source: runs of lines with tabs, pipes or aligned columns are tables, which continue across
 * blank lines and page breaks; other lines are headings, items and paragraphs. Lines count from 1, and so do
 * a table's columns. Throws `OverLimit` for a text that is too large.
 */
export function textSource(name: string, text: string): Source {
  const pieces: Piece[] = []
  const blocks: Block[] = []
  const lines = linesOf(text)
  const tried = { times: 0, until: 0 }
  for (let at = 0; at < lines.length; ) {
    const reads = readBreak(lines, at) ?? readTable(lines, at, pieces, tried) ?? readProse(lines, at, pieces)
    addAll(blocks, reads.blocks)
    within('blocks', blocks.length)
    within('pieces', pieces.length)
    at = reads.next
  }
  return { name, format: 'text', pieces, blocks, notes: notesOfDeleted(pieces) }
}

function linesOf(text: string): Line[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .flatMap((line, index) =>
      line.split('\f').map((part, n) => ({ number: index + 1, text: part, page: n > 0 })),
    )
}

function readBreak(lines: readonly Line[], at: number): Reads | null {
  let next = at
  while (next < lines.length && blank(lines[next])) next++
  if (next === at) return null
  const page = lines.slice(at, next + 1).some((line) => line.page)
  return { blocks: [{ kind: 'break', page }], next }
}

function readProse(lines: readonly Line[], at: number, pieces: Piece[]): Reads {
  const line = lines[at] ?? { number: at + 1, text: '', page: false }
  const marker = bullet.exec(line.text)?.[0].trim()
  const add = (text: string, number: number): number =>
    pieces.push({ text: text.trim(), place: { line: number } }) - 1
  if ((marker === undefined || /^\d/.test(marker)) && isHeading(lines, at)) {
    return {
      blocks: [
        {
          kind: 'heading',
          level: marker === undefined ? headingLevel(line.text) : 1,
          text: fold(line.text),
          pieces: [add(line.text, line.number)],
        },
      ],
      next: at + 1,
    }
  }
  let next = at + 1
  while (next < lines.length && !endsProse(lines[next])) next++
  if (marker !== undefined) add(marker, line.number)
  const first = marker === undefined ? line.text : line.text.trimStart().slice(marker.length)
  const own = [{ ...line, text: first }, ...lines.slice(at + 1, next)].flatMap((each) =>
    blank(each) ? [] : [add(each.text, each.number)],
  )
  const text = fold(own.map((piece) => pieces[piece]?.text ?? '').join(' '))
  const depth = Math.floor((/^\s*/.exec(line.text)?.[0].length ?? 0) / 2)
  return {
    blocks: [
      marker === undefined
        ? { kind: 'paragraph', text, pieces: own }
        : { kind: 'item', depth, marker, text, pieces: own },
    ],
    next,
  }
}

const endsProse = (line: Line | undefined): boolean =>
  line === undefined || blank(line) || line.page || bullet.test(line.text) || isRow(line.text)

/** A short separate line without a full stop: plain text has no other mark for a heading. */
function isHeading(lines: readonly Line[], at: number): boolean {
  const text = (lines[at]?.text ?? '').trim()
  const below = lines[at + 1]
  const alone = blank(lines[at - 1]) && (below === undefined || blank(below) || isRow(below.text))
  return (
    alone &&
    text.length <= 100 &&
    text.split(/\s+/).length <= 14 &&
    /^(?:\d|[“"'‘(]?\p{Lu})/u.test(text) &&
    !/[.,;:?!]["”’]?$/.test(text)
  )
}

/** "2." is 1 and "2.1" is 2; capitals are 1; the rest 2. */
function headingLevel(text: string): number {
  const number = /^\s*(\d+(?:\.\d+)*)\.?\s/.exec(text)?.[1]
  if (number !== undefined) return number.split('.').length
  return text === text.toUpperCase() ? 1 : 2
}
