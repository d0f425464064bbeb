import { readsLikeHeading } from './plain-lines.ts'
import { bullet } from './source/line.ts'
import type { Block, Row } from './source/source.ts'

/**
 * The rows of a sheet that have one cell each, as lines of a document: headings, paragraphs, and lists, with
 * marks or after a line that ends with a colon.
 */
export function sheetLines(rows: readonly Row[]): Block[] {
  const lines = linesOf(rows)
  let list: List = null
  let outer: string | null = null
  return lines.flatMap((line, at): Block[] => {
    const last = lines[at - 1]
    if (!line) {
      // An empty row ends a list without marks; marked items may be separated by one.
      if (list === 'plain') list = null
      return [{ kind: 'break', page: false }]
    }
    const { text, pieces, mark } = line
    if (list === 'plain' && last && endsList(last.text, lines[at - 2]?.text ?? '', text)) list = null
    if (isHeading(lines, at, list)) {
      list = null
      return [{ kind: 'heading', level: 1, text, pieces }]
    }
    if (mark === null && (list !== 'plain' || /:$/.test(text))) {
      const next = lines[at + 1]
      list = /:$/.test(text) && next ? (next.mark === null ? 'plain' : 'marked') : null
      return [{ kind: 'paragraph', text, pieces }]
    }
    // Marked items below one that ends with a colon are a nested list.
    const inner =
      mark !== null &&
      outer !== null &&
      mark !== outer &&
      !/\d/.test(mark) &&
      last?.mark != null &&
      (/:$/.test(last.text) || last.mark === mark)
    if (!inner) outer = mark
    return [
      {
        kind: 'item',
        depth: inner ? 1 : 0,
        marker: mark ?? '•',
        text: text.slice(mark?.length ?? 0).trim(),
        pieces,
      },
    ]
  })
}

/** The lines, `null` for an empty row; empty rows between nearly all lines are omitted. */
function linesOf(rows: readonly Row[]): (Line | null)[] {
  const lines = rows.map((row): Line | null => {
    const cell = row.cells.find((each) => each.text.trim() !== '')
    const [mark] = cell ? (bullet.exec(`${cell.text} `) ?? []) : []
    return cell ? { text: cell.text.trim(), pieces: cell.pieces, mark: mark?.trim() ?? null } : null
  })
  const filled = lines.filter((line) => line !== null)
  const close = lines.filter((line, at) => line && lines[at + 1]).length
  return filled.length > 10 && close * 10 <= filled.length ? filled : lines
}

type List = 'marked' | 'plain' | null

/** A list with "…; and" ends with the line that ends in a full stop; mark-up of a log is not an item. */
const endsList = (last: string, before: string, line: string): boolean =>
  /^\[/.test(line) || (/[.!?]$/.test(last) && /[;,](?:\s*and)?$/.test(before))

interface Line {
  readonly text: string
  readonly pieces: number[]
  readonly mark: string | null
}

/**
 * A short line that begins with a theme's number or word, or is above its text. In a numbered list each such
 * line is an item.
 */
function isHeading(lines: readonly (Line | null)[], at: number, list: List): boolean {
  const { text = '', mark = null } = lines[at] ?? {}
  const next = lines[at + 1]?.text ?? ''
  if (labelled.test(text) && text.length <= 160) return true
  if (!readsLikeHeading(text) || (mark !== null && !/^\d/.test(mark))) return false
  const number = numberOf(text)
  if (
    number !== null &&
    (numberOf(next) === number + 1 || numberOf(lines[at - 1]?.text ?? '') === number - 1)
  )
    return false
  const apart = !lines[at - 1] && !lines[at + 1]
  return (
    apart ||
    /:$/.test(next) ||
    introduces(lines, at) ||
    titled.test(text) ||
    (list !== 'plain' && next !== '' && !readsLikeHeading(next))
  )
}

/** A short line above one or two paragraphs followed by a line that announces a list. */
function introduces(lines: readonly (Line | null)[], at: number): boolean {
  const [first = '', second = '', third = ''] = lines.slice(at + 1, at + 4).map((line) => line?.text ?? '')
  const isParagraph = (text: string): boolean => text.length >= 80 && /[.!?]$/.test(text)
  return isParagraph(first) && (/:$/.test(second) || (isParagraph(second) && /:$/.test(third)))
}

const numberOf = (text: string): number | null => {
  const number = /^(\d{1,3})[.)]?\s+\p{Lu}/u.exec(text)?.[1]
  return number === undefined ? null : Number(number)
}

const titled =
  /^(?:\d+(?:\.\d+)*[.)]?\s+\p{Lu}|(?:priority|theme|aim|objective|strand|pillar|commitment|goal|section|chapter|appendix|annex|road ?map|recommendation|causes? of concern|areas? for improvement)\b)/iu

/** "Action 17: …": a title of any length that is not a sentence. */
const labelled = /^\p{Lu}\p{Ll}+ \d{1,3}\s*[:–-]\s+\p{Lu}.*[^.;:,?!]$/su
