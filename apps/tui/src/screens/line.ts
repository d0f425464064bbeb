import { plainText } from '@beatbook/domain'
import stringWidth from 'string-width'

/** A line being typed: its text, and the position of the cursor (0 to its length, in characters). */
export interface Line {
  readonly text: string
  readonly cursor: number
}

/** The keys of a line, as Ink reports them. */
export interface LineKey {
  readonly leftArrow?: boolean
  readonly rightArrow?: boolean
  readonly home?: boolean
  readonly end?: boolean
  readonly backspace?: boolean
  readonly delete?: boolean
  readonly ctrl?: boolean
  readonly meta?: boolean
}

/** A line with `text`, the cursor at its end. */
export const lineOf = (text = ''): Line => ({ text, cursor: [...text].length })

/** The part of a line that fits into `width` columns of a terminal, with the cursor in it. */
export const lineWithin = ({ text, cursor }: Line, width: number): Line => {
  const letters = [...text]
  const widthOf = (from: number, to: number) => stringWidth(letters.slice(from, to).join(''))
  let from = 0
  // The cursor takes a column of its own at the end.
  while (from < cursor && widthOf(from, cursor) + 1 > width) from += 1
  let to = letters.length
  while (to > cursor && widthOf(from, to) + 1 > width) to -= 1
  return { text: letters.slice(from, to).join(''), cursor: cursor - from }
}

/**
 * The line after a key: typed or pasted text is inserted at the cursor; arrows, Home, End, Backspace,
 * Ctrl-A/E/U/W edit. Any other key changes nothing.
 */
export const typed = (line: Line, input: string, key: LineKey): Line => {
  const letters = [...line.text]
  const { cursor } = line
  const without = (from: number, to: number): Line => ({
    text: [...letters.slice(0, from), ...letters.slice(to)].join(''),
    cursor: from,
  })
  if (key.leftArrow) return { ...line, cursor: Math.max(0, cursor - 1) }
  if (key.rightArrow) return { ...line, cursor: Math.min(letters.length, cursor + 1) }
  if (key.home || (key.ctrl && input === 'a')) return { ...line, cursor: 0 }
  if (key.end || (key.ctrl && input === 'e')) return { ...line, cursor: letters.length }
  if (key.ctrl && input === 'u') return without(0, cursor)
  if (key.ctrl && input === 'w') return without(wordStart(letters, cursor), cursor)
  // Terminals send Backspace as "delete"; both delete the letter before the cursor.
  if (key.backspace || key.delete) return cursor === 0 ? line : without(cursor - 1, cursor)
  if (key.ctrl || key.meta || input === '') return line
  const added = [...plainText(input).replace(/[\n\t]+/g, ' ')]
  return {
    text: [...letters.slice(0, cursor), ...added, ...letters.slice(cursor)].join(''),
    cursor: cursor + added.length,
  }
}

const wordStart = (letters: readonly string[], cursor: number): number => {
  let at = cursor
  while (at > 0 && letters[at - 1] === ' ') at -= 1
  while (at > 0 && letters[at - 1] !== ' ') at -= 1
  return at
}
