import * as z from 'zod'
import { id } from '../id.ts'
import { foldWords } from '../words/fold.ts'

/** Whom a remark can mention: a person with an account, or a party (a team, a post). */
export const mentionKinds = ['person', 'party'] as const
export type MentionKind = (typeof mentionKinds)[number]

/** A person or a party, as a remark mentions it: by its id, never by its name. */
export const mention = z.object({ kind: z.enum(mentionKinds), id })
export type Mention = z.infer<typeof mention>

/** Somebody who can be mentioned, with the name of today. */
export interface NamedMention extends Mention {
  readonly name: string
}

/** A part of a remark's words: text, or whom it mentions there. */
export type RemarkPart = { readonly text: string } | { readonly mention: Mention }

// The same shape in every remark that was ever recorded.
const mark = /@\[(person|party):([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\]/g

/** The mark of a mention in the words of a remark: `@[party:0199…]`. */
export const mentionMark = ({ kind, id }: Mention): string => `@[${kind}:${id}]`

/** The words of a remark as text and mentions, in their order. Joined, they are the words. */
export const remarkParts = (words: string): RemarkPart[] => {
  const parts: RemarkPart[] = []
  let from = 0
  for (const found of words.matchAll(mark)) {
    if (found.index > from) parts.push({ text: words.slice(from, found.index) })
    parts.push({ mention: { kind: found[1] as MentionKind, id: found[2] ?? '' } })
    from = found.index + found[0].length
  }
  if (from < words.length) parts.push({ text: words.slice(from) })
  return parts
}

/** Whom the words of a remark mention, each once, in the order of their first mention. */
export const mentionsIn = (words: string): Mention[] => {
  const found = new Map<string, Mention>()
  for (const part of remarkParts(words))
    if ('mention' in part && !found.has(mentionMark(part.mention)))
      found.set(mentionMark(part.mention), part.mention)
  return [...found.values()]
}

/** The words of a remark for reading, with `@` and the name of today for each mention. */
export const remarkText = (words: string, nameOf: (mention: Mention) => string): string =>
  remarkParts(words)
    .map((part) => ('text' in part ? part.text : `@${nameOf(part.mention)}`))
    .join('')

/**
 * Typed words with a mark in the place of each `@` followed by one of the names; the longest name that fits is
 * meant, in any case, in quotation marks or without. What follows an `@` and is no such name stays as it is, as does an `@` within a word.
 *
 * @example
 * ```ts
 * import { markMentions } from '@beatbook/domain'
 *
 * const id = '0199a4f0-0000-7000-8000-000000000001'
 * const words = markMentions('Please ask @estates team.', [{ kind: 'party', id, name: 'Estates Team' }])
 * console.log(words) // Please ask @[party:0199a4f0-0000-7000-8000-000000000001].
 * ```
 */
export const markMentions = (typed: string, known: readonly NamedMention[]): string => {
  const longestFirst = known
    .filter(({ name }) => name !== '')
    .sort((one, other) => other.name.length - one.name.length)
  let marked = ''
  let from = 0
  for (let at = typed.indexOf('@'); at >= 0; at = typed.indexOf('@', Math.max(at + 1, from))) {
    if (at > from && isWordPart(typed.charAt(at - 1))) continue
    const quoted = /^(?:"([^"]+)"|“([^”]+)”)/.exec(typed.slice(at + 1))
    const named = longestFirst.find(({ name }) => {
      const end = at + 1 + name.length
      return quoted === null
        ? isSameName(typed.slice(at + 1, end), name) && !isWordPart(typed.charAt(end))
        : isSameName(quoted[1] ?? quoted[2] ?? '', name)
    })
    if (named === undefined) continue
    marked += typed.slice(from, at) + mentionMark(named)
    from = at + 1 + (quoted?.[0].length ?? named.name.length)
  }
  return marked + typed.slice(from)
}

const isWordPart = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character)

const isSameName = (typed: string, name: string): boolean => typed.toLowerCase() === name.toLowerCase()

/**
 * Those of `named` whose name has every word typed, folded: first the names that begin
 * with what was typed, then those with a word that does, then the rest; among equals by name, then by id.
 */
export const namesMatching = <Named extends { readonly id: string; readonly name: string }>(
  typed: string,
  named: readonly Named[],
): Named[] => {
  const asked = foldWords(typed)
  const words = asked.split(' ').filter((word) => word !== '')
  const rank = (folded: string) => (folded.startsWith(asked) ? 0 : folded.includes(` ${asked}`) ? 1 : 2)
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
  return named
    .map((each) => ({ each, folded: foldWords(each.name) }))
    .filter(({ folded }) => words.every((word) => folded.includes(word)))
    .sort(
      (one, other) =>
        rank(one.folded) - rank(other.folded) ||
        order(one.folded, other.folded) ||
        order(one.each.id, other.each.id),
    )
    .map(({ each }) => each)
}
