/**
 * The positions of pieces in a text. Positions are counted in characters without white space, which splitting
 * and folding change.
 */
export interface Where {
  /** The position of the text's character at `index`. */
  readonly place: (index: number) => number
  /** The position of some text, end exclusive, at or after a position; `null` where it is not found. */
  readonly find: (words: string, from: number) => { readonly start: number; readonly end: number } | null
  /** The pieces between two positions, end exclusive; if both are the same, the piece around it. */
  readonly between: (start: number, end: number) => number[]
}

/**
 * Finds the pieces of a text in order, so that a value read from part of a long text refers only to its own
 * pieces: otherwise a text of n lines with n entries would have n × n references. A piece that is not found
 * is assumed to follow the previous one.
 */
export function whereOf(text: string, pieces: readonly number[], textOf: (piece: number) => string): Where {
  const words = withoutSpace(text)
  let from = 0
  const starts = pieces.map((piece, n) => {
    const own = withoutSpace(textOf(piece))
    const found = words.slice(from, from + own.length + betweenPieces).indexOf(own)
    const start = found < 0 ? from : from + found
    if (found >= 0) from = start + own.length
    return n === 0 ? 0 : start
  })
  let counted: Uint32Array | null = null
  return {
    place(index) {
      counted ??= countsOf(text)
      return counted[Math.min(index, text.length)] ?? 0
    },
    find(said, after) {
      const own = withoutSpace(said)
      const start = own === '' ? -1 : words.indexOf(own, after)
      return start < 0 ? null : { start, end: start + own.length }
    },
    between(start, end) {
      const around = firstOver(starts, start) - 1
      // Pieces at the same position as the one around it belong to it.
      let first = around
      while (first > 0 && starts[first - 1] === starts[around]) first--
      return pieces.slice(
        Math.max(first, 0),
        Math.max(firstOver(starts, Math.max(end - 1, start)), around + 1),
      )
    },
  }
}

/** The most characters between pieces that belong to none: a list mark, a label. */
const betweenPieces = 200

const spaces = /[\s\u00ad\u200b\u2060]+/g
const withoutSpace = (text: string): string => text.replace(spaces, '')

/** For each index of a text, the number of preceding characters other than white space. */
function countsOf(text: string): Uint32Array {
  const counts = new Uint32Array(text.length + 1)
  let count = 0
  let at = 0
  for (const { index, 0: space } of text.matchAll(spaces)) {
    while (at < index) counts[at++] = count++
    while (at < index + space.length) counts[at++] = count
  }
  while (at < text.length) counts[at++] = count++
  counts[at] = count
  return counts
}

/** The index of the first of some increasing numbers that is larger than `place`. */
function firstOver(numbers: readonly number[], place: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}
