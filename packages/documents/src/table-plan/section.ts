/** A section's number and title as a row or a heading gives them: "[1] Title", "2. Title", "Theme 3: Title" (which keeps its words). `null` for a sentence or a paragraph. */
export function sectionTitle(text: string): { ref: string | null; title: string } | null {
  const line = text.replace(/\s+/g, ' ').trim()
  if (!/\p{L}{2}/u.test(line) || line.length > 200) return null
  const marked = /^\[(\w{1,4})\]\s*(.+)$/.exec(line) ?? /^\(?(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(\p{L}.*)$/u.exec(line) ?? /^([A-Z])[.):]\s+(.+)$/.exec(line)
  const title = marked?.[2] ?? line
  const named = /^(?:action|aim|goal|objective|outcome|pillar|priority|recommendation|section|strand|theme|workstream)\s+(\d{1,3}|[A-Z])\b/i.exec(line)?.[1]
  if (!marked && (/[.;]$/.test(title) || title.split(' ').length > 25 || /[<>]{2}/.test(title))) return null
  return { ref: marked?.[1] ?? named ?? null, title }
}

/**
 * Two cells of a torn heading as one. Where the second goes on in lower case it belongs to the same word; a letter that both have
 * ("Vulnera" + "ability") counts once if the document knows the word so, or if English never doubles it.
 */
export function joinWord(before: string, after: string, words: ReadonlySet<string>): string {
  if (!/^\p{Ll}/u.test(after) || !/\p{L}$/u.test(before)) return `${before} ${after}`
  const plain = before + after
  const letter = after[0]!
  if (!before.toLowerCase().endsWith(letter)) return knows(`${before} ${after}`, before, after, words) ? `${before} ${after}` : plain
  const once = before + after.slice(1)
  const known = (text: string): boolean => words.has((text.split(' ').at(-1) ?? '').toLowerCase())
  if (known(plain)) return plain
  return known(once) || 'aihjkquvwxy'.includes(letter) ? once : plain
}

const knows = (_: string, before: string, after: string, words: ReadonlySet<string>): boolean => {
  const tail = (before.split(' ').at(-1) ?? '').toLowerCase()
  const head = (after.split(' ')[0] ?? '').toLowerCase()
  return words.has(tail) && words.has(head) && !words.has(tail + head)
}
