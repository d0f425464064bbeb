const names = ['on', 'status', 'comment'] as const

/** A shortcode tag in running text, end exclusive. */
export interface Tag {
  readonly name: (typeof names)[number]
  readonly close: boolean
  readonly misspelt: boolean
  readonly start: number
  readonly end: number
}

/**
 * Every log tag of a text in order, including tags that are misspelt or lack a bracket. Other text in
 * brackets is ordinary text.
 */
export function tagsIn(text: string): Tag[] {
  const tags: Tag[] = []
  for (const found of text.matchAll(whole)) {
    const [raw = '', before = '', word = '', after = ''] = found.filter(
      (group, i) => i === 0 || group !== undefined,
    )
    const name = nameOf(word.toLowerCase())
    if (!name) continue
    const misspelt = raw.toLowerCase() !== `[${before ? '/' : ''}${name}]`
    tags.push({
      name,
      close: before !== '' || after !== '',
      misspelt,
      start: found.index,
      end: found.index + raw.length,
    })
  }
  const wholes = [...tags]
  let next = 0
  for (const found of text.matchAll(halved)) {
    const raw = found[0]
    const word = raw.replace(/[^a-z]/gi, '')
    const name = nameOf(word.toLowerCase())
    const start = found.index
    const end = start + raw.length
    while (next < wholes.length && (wholes[next]?.end ?? 0) <= start) next++
    const other = wholes[next]
    if (name && !(other && other.start < end))
      tags.push({ name, close: raw.includes('/'), misspelt: true, start, end })
  }
  return tags.sort((a, b) => a.start - b.start)
}

/** `[comment]`, `[/comment]`, `[comment/]`, `[ /Comment ]`, and the same with a wrong bracket at one end. */
const whole =
  /[[{(<]\s*([/\\]?)\s*([a-z]{2,9})\s*([/\\]?)\s*[\]}]|\[\s*([/\\]?)\s*([a-z]{2,9})\s*([/\\]?)\s*[)>]/gi

/**
 * `[/comment` and `/comment]`, `comment]`: a bracket is missing. `[on` alone is a tag only before a day or
 * with a slash.
 */
const halved = new RegExp(
  [
    // Text in complete brackets ("[status quo]") is ordinary text.
    '\\[\\s*[/\\\\]?\\s*(?:status|comment)(?!\\s*\\])(?![^\\[\\]/\\\\]{0,40}\\])',
    '\\[[/\\\\]on\\b',
    '\\[on(?=\\s*\\d)',
    '[/\\\\](?:status|comment|on)\\]',
    '(?<![\\p{L}\\p{N}[])(?:(?:status|comment)\\]|on\\](?=\\s*\\d))',
  ].join('|'),
  'giu',
)

function nameOf(word: string): Tag['name'] | null {
  if (word === 'on' || word === 'status' || word === 'comment') return word
  if (word === 'comments') return 'comment'
  if (word === 'statuses') return 'status'
  return word.length < 5 ? null : (names.find((name) => name.length > 2 && oneSlip(word, name)) ?? null)
}

/** True if one letter is missing, added or different, or two adjacent letters are swapped. */
function oneSlip(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let i = 0
  while (i < word.length && word[i] === name[i]) i += 1
  const [w, n] = [word.slice(i), name.slice(i)]
  return (
    w.slice(1) === n ||
    w === n.slice(1) ||
    w.slice(1) === n.slice(1) ||
    (w[0] === n[1] && w[1] === n[0] && w.slice(2) === n.slice(2))
  )
}
