import { looksLikeHeading, type Passage } from '../passage.ts'

/** One recommendation as the prose before its log gives it. Passages are named by their index. */
export interface Recommended {
  readonly kind: RecommendationKind
  /** Its number as written, `null` where it has none. */
  readonly number: string | null
  readonly heading: number[]
  /** Words that stand on the heading's own line. */
  readonly inline: string
  readonly text: number[]
}

export interface Preamble {
  readonly furniture: number[]
  readonly titles: number[]
  readonly introduction: number[]
  readonly recommendations: Recommended[]
}

export type RecommendationKind = 'recommendation' | 'area-for-improvement' | 'cause-of-concern'

/**
 * Sorts the prose before (or between) logs: the page's own furniture, titles, introduction, and recommendations, causes of concern and areas for
 * improvement with their text. With `logged`, a log follows: where no heading says so, what asks for something is its recommendation.
 */
export function readPreamble(passages: readonly Passage[], logged: boolean): Preamble {
  const furniture = passages.flatMap((p, i) => (isFurniture(p.text) ? [i] : []))
  const rest = passages.flatMap((_, i) => (furniture.includes(i) ? [] : [i]))
  const starts = rest.filter((i) => recommendationHeading(passages[i]?.text ?? '') !== null)
  const before = rest.filter((i) => i < (starts[0] ?? passages.length))
  const recommendations = starts.map((start, n): Recommended => {
    const heading = recommendationHeading(passages[start]?.text ?? '')
    const until = starts[n + 1] ?? passages.length
    return {
      kind: heading?.kind ?? 'recommendation',
      number: heading?.number ?? null,
      heading: [start],
      inline: heading?.inline ?? '',
      text: rest.filter((i) => i > start && i < until),
    }
  })
  if (recommendations.length === 0 && logged) {
    const asks = before.findIndex(
      (i) => !looksLikeHeading(passages[i] as Passage) && /\b(?:should|must|recommend(?:s|ed)?|needs? to|will)\b/i.test(passages[i]?.text ?? ''),
    )
    const lastTitle = before.findLastIndex((i) => looksLikeHeading(passages[i] as Passage))
    const from = asks > lastTitle ? asks : lastTitle + 1
    const text = before.slice(from < before.length ? from : before.length - 1)
    if (text.length > 0) recommendations.push({ kind: 'recommendation', number: null, heading: [], inline: '', text })
  }
  const used = new Set(recommendations.flatMap((r) => [...r.heading, ...r.text]))
  const titles = before.filter((i) => !used.has(i) && looksLikeHeading(passages[i] as Passage))
  return { furniture, titles, introduction: before.filter((i) => !used.has(i) && !titles.includes(i)), recommendations }
}

/** What a line that opens a recommendation says: its kind, number, and any words after them. `null` for every other line. */
export function recommendationHeading(line: string): { kind: RecommendationKind; number: string | null; inline: string } | null {
  const found =
    /^\W{0,3}(?:national\s+|force\s+|accelerated\s+)?(recommendations?|areas?\s+for\s+improvement|afis?|causes?\s+of\s+concern|coc)\b\s*(?:no\.?|number|#)?\s*(\d+(?:\.\d+)*[a-z]?|[ivx]+\b)?\s*([.:)–-])?\s*(.*)$/isu.exec(
      line.trim(),
    )
  if (!found) return null
  const [, word = '', number, mark, inline = ''] = found
  // "Recommendations will be submitted …" is a sentence; "Recommendation 3: The force should …" and "Area for improvement" are headings.
  if (inline !== '' && !mark && !(number && /^\p{Lu}/u.test(inline))) return null
  const kind = /^a/i.test(word) ? 'area-for-improvement' : /^c/i.test(word) ? 'cause-of-concern' : 'recommendation'
  return { kind, number: number ?? null, inline: inline.trim() }
}

/** A page's own words: error banners, navigation, consent and sharing prompts. They are short and stand alone. */
const isFurniture = (text: string): boolean =>
  text.length <= 120 &&
  /^(?:(?:error\s*)?[45]\d\d\b[\s:–-]*(?:error|page|not found|forbidden|bad|internal|service|gateway|unauthori[sz]ed).*|(?:error\s*:?\s*)?(?:the\s+)?page (?:you .{1,40} )?(?:could )?not (?:be )?found.*|internal server error.*|service unavailable.*|access denied.*|skip to (?:main )?content|(?:main )?menu|search(?: this (?:web)?site)?|home(?:\s*[>»/].*)?|breadcrumb.*|back to top|share (?:this )?(?:page)?|print (?:this )?(?:page)?|(?:this (?:web)?site|we) uses? cookies.*|(?:accept|reject) (?:all )?cookies|cookie (?:policy|settings)|loading(?:\s*(?:\.\.\.|…))?|previous|next|sign in|log ?in|subscribe|read more|javascript (?:is|must).*)$/i.test(
    text.trim(),
  )
