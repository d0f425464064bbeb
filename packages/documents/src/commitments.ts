import { addAll, smallest } from './lists.ts'
import { looksLikeHeading, type Passage } from './passage.ts'

export interface Commitment {
  /** Its number, if the source has more than a simple list number ("2.3"). */
  readonly ref: string | null
  /** The number of its list item. */
  readonly counted?: number
  readonly text: string
  readonly pieces: number[]
  /** Whether it was split by a page break. */
  readonly joined: boolean
  /** The source has no list marks: following paragraphs of the same form were taken. */
  readonly unmarked?: boolean
}

export interface CommitmentSection {
  readonly ref: string | null
  readonly title: string
  readonly commitments: Commitment[]
  readonly pieces: number[]
}

/**
 * The commitments of a strategy by heading: the items after a line that announces them ("We will do this
 * by:"), or items that begin with "We will …". A foreword, principles and measures of success contain no
 * commitments.
 */
export function commitmentSections(...stretches: (readonly Passage[])[]): CommitmentSection[] {
  const sections: CommitmentSection[] = []
  const byHeading = new Map<Passage | null, CommitmentSection>()
  for (const passages of stretches) {
    const marked = passages.some((p) => p.kind === 'heading')
    const close = new Set(
      passages.filter(
        (p, i) =>
          p.kind === 'paragraph' &&
          passages[i + 1]?.kind === 'item' &&
          titled.test(p.text) &&
          looksLikeHeading(p),
      ),
    )
    const isHeading = (p: Passage) =>
      (marked ? p.kind === 'heading' : looksLikeHeading(p)) || (close.size > 1 && close.has(p))
    let heading: Passage | null = null
    let announced: 'by-heading' | 'by-line' | null = null
    const isItem = (p: Passage | undefined) =>
      p?.kind === 'item' || (p !== undefined && numberedPromise.test(p.text))
    for (let i = 0; i < passages.length; i += 1) {
      const p = passages[i] as Passage
      if (!isItem(p)) {
        const announces = announcesCommitments(p.text, isHeading(p))
        // A heading that announces commitments is the section's heading only if nothing but the title is
        // above it.
        if (isHeading(p) && (!announces || heading === null || heading === passages[0])) heading = p
        const unmarked = announces && /\bby\s*:$/i.test(p.text) ? withoutBullets(passages, i + 1) : []
        if (unmarked.length > 0) {
          const section = byHeading.get(heading) ?? open(sections, byHeading, heading)
          for (const q of unmarked)
            section.commitments.push({
              ref: null,
              text: q.text,
              pieces: [...q.pieces],
              joined: false,
              unmarked: true,
            })
          i += unmarked.length
        }
        announced = announces
          ? isHeading(p)
            ? 'by-heading'
            : 'by-line'
          : announced === 'by-heading' && !isHeading(p)
            ? announced
            : null
        continue
      }
      let end = i
      while (end < passages.length && (isItem(passages[end]) || continues(passages, end))) end += 1
      const run = passages.slice(i, end)
      i = end - 1
      const items = run.filter(isItem)
      const promised =
        announced !== null ||
        items.filter((q) => saysWeWill.test(q.text) || numberedPromise.test(q.text)).length * 2 > items.length
      announced = null
      if (!promised || (heading && isPreliminary(heading.text))) continue
      const section = byHeading.get(heading) ?? open(sections, byHeading, heading)
      addAll(section.commitments, commitments(run))
    }
  }
  return sections
}

function open(
  sections: CommitmentSection[],
  byHeading: Map<Passage | null, CommitmentSection>,
  heading: Passage | null,
): CommitmentSection {
  const [, ref = null, title] =
    /^(?:(?:priority|commitment|pledge|theme|focus area|objective|aim|strand|pillar|outcome)\s+)?(\d+(?:\.\d+)*|[A-H](?=[.):]))\s*[.:)–-]?\s+(\p{L}.*)$/iu.exec(
      heading?.text ?? '',
    ) ?? []
  const section: CommitmentSection = {
    ref,
    title: title ?? heading?.text ?? 'Commitments',
    commitments: [],
    pieces: [...(heading?.pieces ?? [])],
  }
  sections.push(section)
  byHeading.set(heading, section)
  return section
}

/**
 * After "We will do this by:", the following passages of that form ("Walking …") where bullets are lost; the
 * last may be the next heading.
 */
function withoutBullets(passages: readonly Passage[], from: number): Passage[] {
  let end = from
  while (
    passages[end] &&
    passages[end]?.kind !== 'item' &&
    /^\p{Lu}\p{Ll}+ing\b/u.test(passages[end]?.text ?? '') &&
    !/:$/.test(passages[end]?.text ?? '')
  )
    end += 1
  const next = passages[end]
  const last = passages[end - 1]
  if (next?.kind === 'paragraph' && last && looksLikeHeading(last) && end > from) end -= 1
  return end - from < 2 ? [] : passages.slice(from, end)
}

/** Items as commitments; a nested item belongs to the one above, and text split by a page break is joined. */
function commitments(run: readonly Passage[]): Commitment[] {
  const top = smallest(run, (p) => (p.kind === 'item' ? p.level : 0))
  const made: Making[] = []
  for (const p of run) {
    const last = made.at(-1)
    if (last && p.kind !== 'item' && !numberedPromise.test(p.text)) {
      last.words.push(' ', p.text)
      addAll(last.pieces, p.pieces)
      last.joined = true
    } else if (last && p.level > top) {
      last.words.push('\n', `${p.marker} ${p.text}`.trimEnd())
      addAll(last.pieces, p.pieces)
    } else {
      const [, ref = null, words] =
        /^(\d+\.\d+(?:\.\d+)*)[.)]?\s+(.+)$/s.exec(`${p.marker} ${p.text}`.trim()) ?? []
      const [, count] = /^\(?(\d{1,3})[.)]?$/.exec(p.marker) ?? []
      made.push({
        ref,
        words: [words ?? p.text],
        pieces: [...p.pieces],
        joined: false,
        ...(count !== undefined && { counted: Number(count) }),
      })
    }
  }
  return made.map(({ words, ...rest }) => ({
    ...rest,
    text: words.length > 1 ? words.join('').trim() : (words[0] ?? ''),
  }))
}

/** A commitment while its text is collected. */
type Making = Omit<Commitment, 'text' | 'joined'> & { readonly words: string[]; joined: boolean }

/** Whether a paragraph continues a sentence that an item began. */
const continues = (passages: readonly Passage[], i: number): boolean => {
  const [before, p] = [passages[i - 1], passages[i]]
  return (
    before?.kind === 'item' &&
    p?.kind === 'paragraph' &&
    /^\p{Ll}/u.test(p.text) &&
    !/[.!?:]$/.test(before.text) &&
    !/:$/.test(p.text)
  )
}

function announcesCommitments(text: string, heading: boolean): boolean {
  const line = text.trim()
  const last = line.split(/(?<=[.!?])\s+/).at(-1) ?? line
  if (notPromised.test(last)) return false
  if (heading)
    return /^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:what (?:we|the force|officers) will do|how (?:we|the force) will (?:do|deliver|achieve) (?:this|it)|(?:our |key |we )?(?:commitments?|pledges?|promises?|actions|deliverables)|we will|to achieve this(?:,? we will)?)\s*(?:are|include|by|to you)?:?$/i.test(
      line,
    )
  return (
    /[:…–-]$/.test(last) &&
    (promising.test(last) ||
      /^(?:our |key |the )?(?:commitments?|pledges?|promises?|actions|deliverables)\b.{0,60}$/i.test(last))
  )
}

/** "Priority one – Preventing crime": a heading directly above its list. */
const titled =
  /^(?:(?:priority|theme|aim|objective|strand|pillar|commitment|pledge|goal|outcome|focus area)\s+(?:\d+|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)\b|\d{1,2}[.)]?\s+\p{Lu})/iu

const who =
  '(?:we|police|officers|teams?|the force|the service|[\\p{L}\\s]{3,40}\\bpolice|[\\p{L}\\s]{3,40}\\bconstabulary)'
const promising = new RegExp(
  `\\b${who}(?:\\s+will|['’]ll|\\s+commits?(?:\\s+to)?|\\s+(?:are|is)\\s+committed\\s+to|\\s+pledges?(?:\\s+to)?|\\s+promises?(?:\\s+to)?|\\s+undertakes?\\s+to|\\s+shall)\\b|^(?:this|it) will be (?:done|achieved|delivered) by\\b`,
  'iu',
)
const saysWeWill = new RegExp(`^${who}\\s*(?:will|['’]ll|commit to|pledge to|promise to)\\b`, 'iu')
/** "2.3 We will …", where the source has no list marks. */
const numberedPromise = new RegExp(
  `^\\d+\\.\\d+(?:\\.\\d+)*[.)]?\\s+${who}\\s*(?:will|['’]ll|commit to|pledge to|promise to)\\b`,
  'iu',
)
const notPromised =
  /\b(?:will (?:know|measure|judge|see|have succeeded|monitor|be (?:successful|measured|monitored|judged|known|guided|reviewed|based))|will be:|success|outcomes?|measured? by|face|faced|guided by|principles?|values?|vision|ambition to|because|means?:)/i

/** Headings whose sections contain no commitments. */
const isPreliminary = (heading: string): boolean =>
  /^(?:\d+(?:\.\d+)*[.)]?\s+)?(?:(?:the|our|a|chief constable['’]s|commissioner['’]s)\s+)*(?:foreword|introduction|executive summary|summary|contents|background|context|(?:guiding |operating |core )?principles|values|vision|ambition|mission|glossary|references|about (?:us|this)|legal|how (?:we )?will (?:we )?(?:measure|know)|measuring success|what success looks like)\b/i.test(
    heading.trim(),
  )
