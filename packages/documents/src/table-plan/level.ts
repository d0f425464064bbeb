import { type LevelCode, unlook } from '@beatbook/domain'

/** What a RAG cell says. `complete` is no level: it is a stage. `unknown` keeps its words. */
export interface LevelReading {
  readonly level: LevelCode | null
  readonly complete: boolean
  readonly unknown: boolean
  /** Letters of other alphabets that stood for Latin ones. */
  readonly replaced: string[]
}

/**
 * Reads a RAG cell: letters, words, five-point words. Numbers and other words are `unknown`: what they mean
 * is for a person to say.
 */
export function readLevel(said: string): LevelReading {
  const { text, replaced } = unlook(
    said.normalize('NFKC').replace(/[🔴🟥🟠🟧🟡🟨🟢🟩🔵🟦]/gu, (mark) => ` ${marks[mark]} `),
  )
  const words = text
    .toLowerCase()
    .replace(/\bb?rag\b(?: status| rating)?:?/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const none = { level: null, complete: false, unknown: false, replaced }
  // A mark whose colour the source has lost says something, though not what.
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

/** "Green – on track" names one colour; "was red, now amber" names two and is not settled here. */
function oneColour(words: string): LevelCode | null {
  const named = new Set(words.match(/\b(?:red|amber|green|blue)\b/g) ?? [])
  const [only] = named
  return named.size === 1 && only !== undefined && !/\b(?:not|was|from|to)\b/.test(words)
    ? (exact[only] ?? null)
    : null
}
