import { statedDate } from '../stated-date.ts'

/**
 * A section's number and title in a row or heading: "[1] Title", "2. Title", "Theme 3: Title" (which remains
 * complete). `null` for a sentence or a paragraph.
 */
export function sectionTitle(text: string): { ref: string | null; title: string } | null {
  const line = text.replace(/\s+/g, ' ').trim()
  if (!/\p{L}{2}/u.test(line) || line.length > 200 || isNote(line) || /^[A-Z0-9-]+_[A-Z0-9_-]+$/.test(line))
    return null
  const marked =
    /^\[(\w{1,4})\]\s*(.+)$/.exec(line) ??
    /^\(?(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(\p{L}.*)$/u.exec(line) ??
    /^([A-Z])[.):]\s+(.+)$/.exec(line)
  const title = marked?.[2] ?? line
  const named =
    /^(?:action|aim|goal|objective|outcome|pillar|priority|recommendation|section|strand|theme|workstream)\s+(\d{1,3}|[A-Z])\b/i.exec(
      line,
    )?.[1]
  if (!marked && (/[.;]$/.test(title) || title.split(' ').length > 25 || /[<>]{2}/.test(title))) return null
  return { ref: marked?.[1] ?? named ?? null, title }
}

/** A line about the table itself: its date, or the meaning of its marks. */
export const isNote = (line: string): boolean =>
  /^(?:key|legend|notes?|source)\s*[:=]/i.test(line.trim()) || statedDate([line.trim()]) !== null

/**
 * Joins two cells of a split heading. If the second begins in lower case it continues the word; a letter that
 * both have ("Vulnera" + "ability") counts once if the document has that word, or if English never doubles
 * it.
 */
export function joinWord(before: string, after: string, words: ReadonlySet<string>): string {
  if (!/^\p{Ll}/u.test(after) || !/\p{L}$/u.test(before)) return `${before} ${after}`
  const knows = (text: string): boolean => words.has(text.toLowerCase())
  const tail = before.split(' ').at(-1) ?? ''
  const head = after.split(' ')[0] ?? ''
  const letter = head[0] ?? ''
  if (knows(tail + head)) return before + after
  if (tail.toLowerCase().endsWith(letter) && (knows(tail + head.slice(1)) || 'aihjkquvwxy'.includes(letter)))
    return before + after.slice(1)
  return head.length > 2 && !endings.test(head) && tail.length > 2 ? `${before} ${after}` : before + after
}

/** Endings of the second half of a word, which are seldom words by themselves. */
const endings =
  /^\w{0,5}(?:ability|ibility|ities|ity|ing|ment|ments|ness|ship|ships|tion|tions|sion|sions|ance|ence|ology|cy|ty|ly|ed|er|ers|al|ic|ism|ist)$/
