import type { MentionView } from '@beatbook/contract'
import { type Mention, markMentions, type NamedMention, remarkText } from '@beatbook/domain'

/** The most letters after an `@` that are looked up as a name. */
const MOST_LETTERS = 40

/** Whoever was chosen or offered in a text, by the name that stands for them in it. */
export type Labels = ReadonlyMap<string, Mention>

/** The name that is being typed: where its `@` stands, and the letters up to the caret. */
export interface Typing {
  readonly from: number
  readonly letters: string
}

/**
 * The name that is being typed before the caret; `null` where none is: no `@` that begins a word, nothing but a
 * space after it, or a name that was chosen already.
 */
export const typingAt = (text: string, caret: number, labels: Labels): Typing | null => {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || (from > 0 && /[\p{L}\p{N}_]/u.test(text.charAt(from - 1)))) return null
  const letters = text.slice(from + 1, caret)
  if (letters.length > MOST_LETTERS || /^\s|[\n@]/.test(letters)) return null
  const isChosen = [...labels.keys()].some(
    (label) => letters.length > label.length && letters.toLowerCase().startsWith(label.toLowerCase()),
  )
  return isChosen ? null : { from, letters }
}

/** The text with the chosen name in the place of what was typed, and where the caret is then. */
export const withChosen = (
  text: string,
  { from, letters }: Typing,
  label: string,
): { readonly text: string; readonly caret: number } => {
  const after = text.slice(from + 1 + letters.length)
  const space = after.startsWith(' ') ? '' : ' '
  return { text: `${text.slice(0, from)}@${label}${space}${after}`, caret: from + label.length + 2 }
}

/** The name that stands for somebody in a text: with a number where another one has it already. */
export const labelFor = (labels: Labels, { kind, id, name }: MentionView): string => {
  for (let at = 1; ; at++) {
    const label = at === 1 ? name : `${name} (${at})`
    const other = labels.get(label)
    if (other === undefined || (other.kind === kind && other.id === id)) return label
  }
}

/** The words to send: those typed, with a mark for each name that stands for somebody. */
export const wordsToSend = (typed: string, labels: Labels): string =>
  markMentions(
    typed,
    [...labels].map(([name, mention]): NamedMention => ({ ...mention, name })),
  )

/** The words of a remark as they are edited, with the names that stand for those mentioned. */
export const wordsToEdit = (
  text: string,
  mentions: readonly MentionView[],
): { readonly text: string; readonly labels: Map<string, Mention> } => {
  const labels = new Map<string, Mention>()
  for (const mention of mentions)
    labels.set(labelFor(labels, mention), { kind: mention.kind, id: mention.id })
  const nameOf = (asked: Mention) =>
    [...labels].find(([, each]) => each.kind === asked.kind && each.id === asked.id)?.[0] ?? asked.id
  return { text: remarkText(text, nameOf), labels }
}
