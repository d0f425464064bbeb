import type { Passage } from '../passage.ts'
import { type Where, whereOf } from '../where.ts'
import type { Stretch } from './markup.ts'

/**
 * Passages as one text, so that mark-up can span them; paragraphs are separated by blank lines, list items
 * are on separate lines.
 */
export interface RunningText {
  readonly text: string
  /** The pieces of some ranges. */
  readonly pieces: (stretches: readonly Stretch[]) => number[]
  /** The passages in a range, cut to it. */
  readonly passages: (stretch: Stretch) => Passage[]
}

/** Passages as running text; `textOf` returns a piece's text. */
export function runningText(passages: readonly Passage[], textOf: (piece: number) => string): RunningText {
  const { text, spans } = joinedPassages(passages)
  const within = (stretch: Stretch) => {
    const found: typeof spans = []
    for (
      let at = firstAfter(spans, stretch.start);
      at < spans.length && (spans[at]?.start ?? 0) < stretch.end;
      at++
    ) {
      const span = spans[at]
      if (span && span.end > stretch.start) found.push(span)
    }
    return found
  }
  const known = new Map<Passage, Where>()
  const piecesOf = ({ start, end, passage }: (typeof spans)[number], stretch: Stretch): readonly number[] => {
    if (passage.pieces.length < 2 || (stretch.start <= start && end <= stretch.end)) return passage.pieces
    const where = known.get(passage) ?? whereOf(text.slice(start, end), passage.pieces, textOf)
    known.set(passage, where)
    return where.between(where.place(Math.max(stretch.start - start, 0)), where.place(stretch.end - start))
  }
  return {
    text,
    pieces: (stretches) => [
      ...new Set(stretches.flatMap((stretch) => within(stretch).flatMap((span) => piecesOf(span, stretch)))),
    ],
    passages: (stretch) =>
      within(stretch).flatMap((s): Passage[] => {
        if (stretch.start <= s.start && s.end <= stretch.end) return [s.passage]
        const cut = text.slice(Math.max(s.start, stretch.start), Math.min(s.end, stretch.end)).trim()
        return cut
          ? [{ ...s.passage, kind: 'paragraph', marker: '', text: cut, pieces: piecesOf(s, stretch) }]
          : []
      }),
  }
}

/** The text of passages, and the position of each in it. */
export function joinedPassages(passages: readonly Passage[]): {
  text: string
  spans: (Stretch & { readonly passage: Passage })[]
} {
  const spans: (Stretch & { readonly passage: Passage })[] = []
  let text = ''
  let before: Passage | null = null
  for (const passage of passages) {
    const words = passage.marker ? `${passage.marker} ${passage.text}` : passage.text
    if (before) text += before.kind === 'item' && passage.kind === 'item' ? '\n' : '\n\n'
    spans.push({ start: text.length, end: text.length + words.length, passage })
    text += words
    before = passage
  }
  return { text, spans }
}

/** The index of the first of some consecutive ranges, in order, that ends after a position. */
export function firstAfter(stretches: readonly Stretch[], place: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.end ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}
