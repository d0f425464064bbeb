import { isFurniture } from '../furniture.ts'
import { looksLikeHeading, type Passage } from '../passage.ts'
import { statedDate } from '../stated-date.ts'

/** One recommendation in the prose before its log. Passages are given by index. */
export interface Recommended {
  readonly kind: RecommendationKind
  /** Its number as written; `null` where there is none. */
  readonly number: string | null
  /** Whether the heading names a group ("Areas for improvement") of which this is the first. */
  readonly plural: boolean
  readonly heading: number[]
  /** The number at the beginning of its text, as in a list, where no heading has one. */
  readonly counted: string | null
  /** Text on the same line as the heading. */
  readonly inline: string
  readonly text: number[]
}

export interface Preamble {
  readonly furniture: number[]
  /** Lines that state the document's date. */
  readonly dates: number[]
  readonly titles: number[]
  readonly introduction: number[]
  readonly recommendations: Recommended[]
}

export type RecommendationKind = 'recommendation' | 'area-for-improvement' | 'cause-of-concern'

/**
 * Classifies the prose before (or between) logs: text of the web page, titles, introduction, and
 * recommendations, causes of concern and areas for improvement with their text. With `logged`, a log follows:
 * then without a heading, text that asks for something is its recommendation, of the kind of the previous one
 * (`after`).
 */
export function readPreamble(
  passages: readonly Passage[],
  logged: boolean,
  after: RecommendationKind = 'recommendation',
): Preamble {
  const furniture = passages.flatMap((p, i) => (isFurniture(p.text) ? [i] : []))
  const aside = new Set(furniture)
  const dates = passages.flatMap((p, i) => (!aside.has(i) && statedDate([p.text]) ? [i] : []))
  for (const date of dates) aside.add(date)
  const rest = passages.flatMap((_, i) => (aside.has(i) ? [] : [i]))
  const starts = rest.filter((i) => recommendationHeading(passages[i]?.text ?? '') !== null)
  const before = rest.filter((i) => i < (starts[0] ?? passages.length))
  let at = 0
  const recommendations = starts.map((start, n): Recommended => {
    const heading = recommendationHeading(passages[start]?.text ?? '')
    const until = starts[n + 1] ?? passages.length
    while ((rest[at] ?? until) <= start) at++
    const text: number[] = []
    for (; (rest[at] ?? until) < until; at++) text.push(rest[at] ?? until)
    return {
      kind: heading?.kind ?? 'recommendation',
      number: heading?.number ?? null,
      plural: heading?.plural ?? false,
      counted: heading?.number ? null : countOf(passages[text[0] ?? -1]?.text ?? ''),
      heading: [start],
      inline: heading?.inline ?? '',
      text,
    }
  })
  if (recommendations.length === 0 && logged) {
    const asks = before.findIndex(
      (i) => !looksLikeHeading(passages[i] as Passage) && asksFor(passages[i]?.text ?? ''),
    )
    const lastTitle = before.findLastIndex((i) => looksLikeHeading(passages[i] as Passage))
    const from = asks > lastTitle ? asks : lastTitle + 1
    const text = before.slice(from < before.length ? from : before.length - 1)
    if (text.length > 0)
      recommendations.push({
        kind: after,
        number: null,
        counted: countOf(passages[text[0] ?? -1]?.text ?? ''),
        plural: false,
        heading: [],
        inline: '',
        text,
      })
  }
  const used = new Set(recommendations.flatMap((r) => [...r.heading, ...r.text]))
  const titles = before.filter((i) => !used.has(i) && looksLikeHeading(passages[i] as Passage))
  return {
    furniture,
    dates,
    titles,
    introduction: before.filter((i) => !used.has(i) && !looksLikeHeading(passages[i] as Passage)),
    recommendations,
  }
}

/** The kind, number and further text of a line that begins a recommendation; `null` for every other line. */
export function recommendationHeading(
  line: string,
): { kind: RecommendationKind; number: string | null; plural: boolean; inline: string } | null {
  const found = heading.exec(line.trim())
  if (!found) return null
  const [, word = '', number, mark, inline = ''] = found
  // "Recommendations will be submitted …" is a sentence; "Recommendation 3: The force should …" and "Area for
  // improvement" are headings.
  if (inline !== '' && !mark && !(number && /^\p{Lu}/u.test(inline))) return null
  const kind = /^a/i.test(word)
    ? 'area-for-improvement'
    : /^c/i.test(word)
      ? 'cause-of-concern'
      : 'recommendation'
  return {
    kind,
    number: number?.trim() ?? null,
    plural: !number && /^(?:\w+s|areas\b.*|causes\b.*)$/is.test(word),
    inline: inline.trim(),
  }
}

/** "2. The force should …": the number. */
export const countOf = (text: string): string | null =>
  /^\(?(\d{1,3}(?:\.\d+)*)[.)]\s+\p{Lu}/u.exec(text)?.[1] ?? null

/** True if prose asks for something to be done. */
export const asksFor = (text: string): boolean =>
  /\b(?:should|must|recommend(?:s|ed)?|needs? to)\b/i.test(text)

const kinds =
  'recommendations?|recs?\\b\\.?(?=\\s*\\d)|r(?=\\d{1,3}\\s*[.:)])|areas?\\s+for\\s+improvement|afis?|causes?\\s+of\\s+concern|cocs?'
const numbers = '\\d+(?:\\.\\d+)*[a-z]?(?:(?:\\s*(?:,|and|&|to|–|-))+\\s*\\d+)*(?![\\d\\p{L}])|[ivx]+\\b'
const heading = new RegExp(
  `^\\W{0,3}(?:national\\s+|force\\s+|accelerated\\s+)?(${kinds})(?![\\p{L}])\\s*(?:no\\.?|number|#)?\\s*(${numbers})?\\s*([.:)–-])?\\s*(.*)$`,
  'isu',
)
