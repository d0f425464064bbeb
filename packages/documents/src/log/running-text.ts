import type { Passage } from '../passage.ts'
import type { Stretch } from './markup.ts'

/** Passages as one text, so that mark-up may run across them; paragraphs stand a blank line apart, the items of a list on lines of their own. */
export interface RunningText {
  readonly text: string
  /** The pieces a stretch was read from. */
  readonly pieces: (stretches: readonly Stretch[]) => number[]
  /** The passages a stretch covers, cut to it. */
  readonly passages: (stretch: Stretch) => Passage[]
}

export function runningText(passages: readonly Passage[]): RunningText {
  const spans: (Stretch & { passage: Passage })[] = []
  let text = ''
  let before: Passage | null = null
  for (const passage of passages) {
    const words = passage.marker ? `${passage.marker} ${passage.text}` : passage.text
    if (before) text += before.kind === 'item' && passage.kind === 'item' ? '\n' : '\n\n'
    spans.push({ start: text.length, end: text.length + words.length, passage })
    text += words
    before = passage
  }
  const within = (stretch: Stretch) => {
    const found: typeof spans = []
    for (let at = firstAfter(spans, stretch.start); at < spans.length && (spans[at]?.start ?? 0) < stretch.end; at++) {
      const span = spans[at]
      if (span && span.end > stretch.start) found.push(span)
    }
    return found
  }
  return {
    text,
    pieces: (stretches) => [...new Set(stretches.flatMap(within).flatMap((s) => s.passage.pieces))],
    passages: (stretch) =>
      within(stretch).flatMap((s): Passage[] => {
        if (stretch.start <= s.start && s.end <= stretch.end) return [s.passage]
        const cut = text.slice(Math.max(s.start, stretch.start), Math.min(s.end, stretch.end)).trim()
        return cut ? [{ ...s.passage, kind: 'paragraph', marker: '', text: cut }] : []
      }),
  }
}

/** The index of the first of some neighbouring stretches that ends after a place; they stand in order. */
export function firstAfter(stretches: readonly Stretch[], place: number): number {
  let [low, high] = [0, stretches.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.end ?? 0) > place) high = middle
    else low = middle + 1
  }
  return low
}
