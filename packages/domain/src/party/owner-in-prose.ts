/**
 * An owner named in words: the post or person as written, or `null` where the words say that one is to be
 * confirmed.
 */
export interface NamedOwner {
  readonly name: string | null
}

/**
 * The owners named in a log's comment ("The named owner of this recommendation is: TBC.", "Owner: Head of
 * Contact, Eastvale"). Only a sentence that says who the owner *is* counts, not one that only mentions
 * owners.
 */
export const ownersInProse = (text: string): NamedOwner[] => {
  const owners: NamedOwner[] = []
  for (const found of text.matchAll(says)) {
    const name = clean(found[1] ?? '').replace(/^the\s+/i, '')
    if (
      /^(?:t\.?b\.?[ac]\b|to be (?:confirmed|agreed|appointed|decided|nominated|allocated|determined)|not yet|awaiting)/i.test(
        name,
      )
    )
      owners.push({ name: null })
    else if (/^\p{Lu}/u.test(name) && name.split(/\s+/).length <= 14) owners.push({ name })
  }
  return owners
}

const role =
  '(?:(?:nominated|action|recommendation|strategic|tactical|senior|named|force|new|current|business|executive)\\s+){0,5}(?:owner|lead officer|responsible officer|sro)'
const of = '(?:\\s*\\([^)]{0,80}\\))?(?:\\s+(?:of|for)\\s+(?:this|the)(?:\\s+\\p{Ll}+){1,3})?'
const is =
  '(?:\\s+(?:is|are|remains|will\\s+be|has\\s+been\\s+(?:confirmed|identified|nominated|appointed)\\s+as)(?:\\s+now)?\\s*:?|\\s*[:=]|\\s+[–-]\\s)'
/** The name can extend to the end of the line or of the sentence. */
const says = new RegExp(`\\b${role}${of}${is}\\s*([^\\n;]+)`, 'giu')

/** The longest name has fourteen words. */
const longest = 500

const clean = (words: string): string => {
  const said = words.slice(0, longest)
  const sentence = /^(.*?[\p{Ll}\p{N})]{2,})\.(?:\s+\p{Lu}.*)?$/u.exec(said)?.[1] ?? said
  return sentence
    .replace(/\s+(?:who|and (?:he|she|they)|which)\b.*$/i, '')
    .replace(/[\s.,:;–-]+$/, '')
    .trim()
}
