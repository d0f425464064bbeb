import { type LevelCode, replaceLookalikes } from '@beatbook/domain'

/**
 * The reading of a RAG cell. `complete` is not a level but a stage. `unknown` means that its text has to be
 * interpreted by a person.
 */
export interface LevelReading {
  readonly level: LevelCode | null
  readonly complete: boolean
  readonly unknown: boolean
  /** Letters of other alphabets that were replaced by Latin ones. */
  readonly replaced: string[]
}

/**
 * Reads a RAG cell: letters, words, five-point scales. Numbers and other words are `unknown`: a person must
 * decide what they mean.
 */
export function readLevel(said: string): LevelReading {
  const { text, replaced } = replaceLookalikes(
    said.normalize('NFKC').replace(/[🔴🟥🟠🟧🟡🟨🟢🟩🔵🟦]/gu, (mark) => ` ${marks[mark]} `),
  )
  const words = text
    .toLowerCase()
    .replace(/\bb?rag\b(?: status| rating)?:?/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const none = { level: null, complete: false, unknown: false, replaced }
  // A mark whose colour is lost in the source has a meaning, but an unknown one.
  if (words === '' && /[^\s\p{P}\p{Cf}~]/u.test(text)) return { ...none, unknown: true }
  if (words === '' || /^(?:n a|na|none|not applicable|not rated)$/.test(words)) return none
  if (/^(?:c|complete|completed|closed|done)$/.test(words)) return { ...none, complete: true }
  const level = /[;\n]/.test(text) ? null : (exact[words] ?? (words.length <= 80 ? oneColour(words) : null))
  return { ...none, level, unknown: level === null }
}

const marks: Record<string, LevelCode> = {
  '🔴': 'red',
  '🟥': 'red',
  '🟠': 'amber',
  '🟧': 'amber',
  '🟡': 'amber',
  '🟨': 'amber',
  '🟢': 'green',
  '🟩': 'green',
  '🔵': 'blue',
  '🟦': 'blue',
}

const exact: Record<string, LevelCode> = {
  r: 'red',
  red: 'red',
  a: 'amber',
  amber: 'amber',
  g: 'green',
  green: 'green',
  b: 'blue',
  blue: 'blue',
  ar: 'amber-red',
  'a r': 'amber-red',
  'amber red': 'amber-red',
  'red amber': 'amber-red',
  ag: 'amber-green',
  'a g': 'amber-green',
  'amber green': 'amber-green',
  'green amber': 'amber-green',
}

/** "Green – on track" names one colour; "was red, now amber" names two and is not decided here. */
function oneColour(words: string): LevelCode | null {
  const named = new Set(words.match(/\b(?:red|amber|green|blue)\b/g) ?? [])
  const [only] = named
  return named.size === 1 && only !== undefined && !/\b(?:not|was|from|to)\b/.test(words)
    ? (exact[only] ?? null)
    : null
}
