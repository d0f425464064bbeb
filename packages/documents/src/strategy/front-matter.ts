import { foldWords } from '@beatbook/domain'
import { looksLikeHeading, type Passage } from '../passage.ts'
import { periodIn, withoutPeriod } from './period.ts'

/** The part before the body: the cover with the title, and the table of contents. */
export interface FrontMatter {
  /** The number of its passages. */
  readonly length: number
  readonly lines: readonly Passage[]
  readonly title: string | null
  readonly titlePieces: number[]
  /** The date in the title, if it is not a period ("July 2022"). */
  readonly dated: string | null
  /** The passages of the table of contents. */
  readonly contents: ReadonlySet<number>
  /** True for a running head or foot: text that contains the title. */
  readonly runsAgain: (text: string) => boolean
}

/**
 * Reads a document's front matter. The title is the line that names a kind of document (a strategy, a plan,
 * an ambition …), otherwise the first that is not the name of an organisation.
 */
export function frontMatter(passages: readonly Passage[]): FrontMatter {
  const at = passages.findIndex((p) => isContentsHeading(p.text))
  const opening = passages.findIndex((p, i) => (i > 0 || numberedHeading.test(p.text)) && opens(p))
  const heads = passages.findIndex(
    (p, i) => !looksLikeHeading(p) || (i > 0 && /\broad\s?-?map\b/i.test(passages[i - 1]?.text ?? '')),
  )
  // Without a table of contents or an introduction, the headings before the first text are the cover, except
  // the last, which is the heading of that text.
  const cover =
    at >= 0 && (opening < 0 || at < opening)
      ? at
      : opening >= 0
        ? opening
        : Math.max(0, (heads < 0 ? passages.length : heads) - 1)
  const contents = new Set<number>()
  let length = cover
  if (at === cover && at >= 0) {
    contents.add(at)
    length = at + 1
    const seen = new Set<string>()
    const later = new Set<string>()
    for (const p of passages.slice(at + 1).filter((p) => p.text.length < 160)) {
      const folded = foldTitle(p.text)
      if (seen.has(folded) && looksLikeHeading(p)) later.add(folded)
      seen.add(folded)
    }
    const before = new Set<string>()
    while (length < passages.length && isContentsLine(passages[length] as Passage, later, before)) {
      before.add(foldTitle(passages[length]?.text ?? ''))
      contents.add(length++)
    }
  }
  const lines = passages.slice(0, Math.max(cover, 1))
  const rest = passages.slice(length).flatMap(({ text }) => (text.length < 160 ? [foldTitle(text)] : []))
  // If the cover has only an organisation's name, the title is the first heading that names a kind of
  // document.
  const heading = passages[length]
  const added =
    heading && looksLikeHeading(heading) && saysWhatItIs.test(heading.text) && length >= lines.length
      ? heading
      : null
  const best = [...lines.slice(0, mostCandidates), ...(added ? [added] : [])]
    .filter(
      (p) =>
        p.text.length <= 160 &&
        p.kind !== 'item' &&
        (looksLikeHeading(p) || saysWhatItIs.test(p.text)) &&
        withoutPeriod(p.text) !== '',
    )
    .map((passage, i) => ({ passage, score: score(passage, rest) - i / 100 - (passage === added ? 2.5 : 0) }))
    .sort((a, b) => b.score - a.score)[0]?.passage
  const said = best?.text.trim() ?? null
  const dated = said ? (/\(([^()]*\b20\d\d)\)\s*$/.exec(said)?.[1] ?? null) : null
  const isPeriod = dated !== null && periodIn([dated]) !== null
  const title =
    said === null ? null : withoutPeriod(dated && !isPeriod ? said.replace(/\s*\([^()]*\)\s*$/, '') : said)
  const folded = title ? foldTitle(title) : null
  // The first heading of the body can be the title too (a document with one heading and no cover): then it
  // remains in the body.
  return {
    length: best && length === 0 ? 0 : length,
    lines,
    title,
    titlePieces: best
      ? [
          ...best.pieces,
          ...lines
            .filter((p) => p !== best && periodIn([p.text]) && withoutPeriod(p.text) === '')
            .flatMap((p) => p.pieces),
        ]
      : [],
    dated: isPeriod ? null : dated,
    contents,
    runsAgain: (text) => folded !== null && text.length < 160 && foldTitle(text).includes(folded),
  }
}

/** A title is among the first lines of a cover. */
const mostCandidates = 50

const isContentsHeading = (text: string): boolean => /^(?:table of )?contents(?: page)?:?$/i.test(text.trim())
const numberedHeading = /^1[.)]?\s+\p{L}/u
const opens = (p: Passage): boolean =>
  looksLikeHeading(p) &&
  (numberedHeading.test(p.text) ||
    /^(?:\d+[.)]?\s+)?(?:[\p{L}\s]{0,30}['’]s\s+)?(?:foreword|introduction|executive summary|summary|background|context|welcome|about this|our (?:vision|ambition|mission)|purpose)\b/iu.test(
      p.text,
    ))

const foldTitle = (text: string): string =>
  foldWords(text)
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, '')
    .replace(/[\s.…]*\d{1,3}$/, '')

/** A line of the table of contents: it ends with a page number, or is repeated as a heading later. */
function isContentsLine(p: Passage, later: ReadonlySet<string>, before: ReadonlySet<string>): boolean {
  if (/[\s.…]\d{1,3}$/.test(p.text) && p.text.length < 160) return true
  const title = foldTitle(p.text)
  if (before.has(title)) return false
  return p.kind === 'item' ? p.text.length < 120 : later.has(title)
}

const saysWhatItIs =
  /\b(?:strategy|strategic|ambition|plan|vision|framework|charter|pledges?|commitments?|manifesto|programme|approach|promise)\b/i
const isOrganisation =
  /^(?:the\s+)?[\p{L}\s&'’,-]*\b(?:police|constabulary|council|commissioner|partnership|authority|service)$/iu

function score(p: Passage, rest: readonly string[]): number {
  const title = foldTitle(withoutPeriod(p.text))
  const says = saysWhatItIs.test(p.text)
  const again = title.length > 8 && rest.some((folded) => folded.includes(title))
  return (
    (says ? 2 : 0) +
    (again ? 1 : 0) +
    (p.kind === 'heading' && p.level === 1 ? 0.5 : 0) -
    (!says && isOrganisation.test(p.text) ? 3 : 0) -
    (/^\p{Lu}[\p{Lu}\s.]{0,14}$/u.test(p.text) ? 1 : 0)
  )
}
