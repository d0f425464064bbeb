import type { Screen } from './state.ts'

/** A key of a screen: its name, its effect in two or three words, and whether the key line has it. */
export interface KeyHelp {
  readonly key: string
  readonly does: string
  readonly line?: boolean
  /** Needs the right to edit, and the view of today. */
  readonly edits?: boolean
}

const everywhere: readonly KeyHelp[] = [
  { key: 'm', does: 'my work' },
  { key: 'R', does: 'rules' },
  { key: 'a', does: 'as-at date', line: true },
  { key: 't', does: 'back to today' },
  { key: ':', does: 'command', line: true },
  { key: 'r', does: 'read again' },
  { key: '?', does: 'keys', line: true },
  { key: 'Esc', does: 'back', line: true },
  { key: 'q', does: 'quit', line: true },
]
const moving: readonly KeyHelp[] = [
  { key: 'j k ↓ ↑', does: 'down, up' },
  { key: 'Ctrl-d/u', does: 'half a page' },
  { key: 'g G', does: 'first, last' },
  { key: '50G', does: 'the row of that number' },
]

/**
 * The keys of each screen, in the order of the help. The key line has those marked `line` that work on the
 * screen.
 */
export const keysOf: Record<Screen['at'], readonly KeyHelp[]> = {
  plans: [
    { key: 'Enter', does: 'open', line: true },
    { key: 's', does: 'turning soon', line: true },
    { key: 'v', does: 'views', line: true },
    { key: 'm', does: 'my work', line: true },
    { key: 'R', does: 'rules', line: true },
    ...moving,
    ...everywhere.filter(({ key }) => key !== 'Esc' && key !== 'm' && key !== 'R'),
  ],
  plan: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'u', does: 'update', line: true, edits: true },
    { key: 'w', does: 'why', line: true },
    { key: 'c', does: 'compare', line: true },
    { key: '/', does: 'filter', line: true },
    { key: 'f n', does: 'jump to words, next' },
    { key: 'o', does: 'order' },
    { key: 'd', does: 'disagreements' },
    { key: 's', does: 'turning soon', line: true },
    { key: 'Space *', does: 'mark, all' },
    { key: 'b', does: 'change the marked', edits: true, line: true },
    { key: '=', does: 'no change this period', edits: true },
    { key: 'U', does: 'undo that change', edits: true },
    { key: 'v', does: 'views' },
    { key: 'x', does: 'take out' },
    { key: 'C', does: 'conversations' },
    { key: 'T', does: 'trends' },
    { key: 'V', does: 'validators' },
    ...moving,
    ...everywhere,
  ],
  action: [
    { key: 'u', does: 'update', line: true, edits: true },
    { key: 'w', does: 'why', line: true },
    { key: 'U', does: 'undo', line: true, edits: true },
    { key: 'c', does: 'compare', line: true },
    { key: 'C', does: 'conversations', line: true },
    { key: '[ ]', does: 'previous, next', line: true },
    ...moving,
    ...everywhere,
  ],
  why: [{ key: 'u', does: 'update', line: true, edits: true }, ...moving, ...everywhere],
  compare: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'c', does: 'other dates', line: true },
    ...moving,
    ...everywhere,
  ],
  trends: [
    { key: 'Enter', does: 'the plan on that day', line: true },
    { key: 'T', does: 'declared or by the rules', line: true },
    ...moving,
    ...everywhere,
  ],
  check: [{ key: 'Enter', does: 'open', line: true }, ...moving, ...everywhere],
  turning: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'w', does: 'why', line: true },
    ...moving,
    ...everywhere,
  ],
  mine: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'u', does: 'update', line: true, edits: true },
    { key: 'w', does: 'why', line: true },
    ...moving,
    ...everywhere,
  ],
  rules: [{ key: 'Enter', does: 'open', line: true }, ...moving, ...everywhere],
  'rag-rules': [{ key: 'Enter', does: 'open', line: true }, ...moving, ...everywhere],
  views: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'x', does: 'remove yours', line: true },
    ...moving,
    ...everywhere,
  ],
  talk: [
    { key: 'Enter', does: 'answer', line: true, edits: true },
    { key: 'b', does: 'begin', line: true, edits: true },
    { key: 's', does: 'settle, reopen', line: true, edits: true },
    ...moving,
    ...everywhere,
  ],
  changes: [{ key: 'Enter', does: 'open', line: true }, ...moving, ...everywhere],
  owners: [{ key: 'Enter', does: 'what it owns', line: true }, ...moving, ...everywhere],
  documents: [{ key: 'Enter', does: 'its plan', line: true }, ...moving, ...everywhere],
  aggregates: [...moving, ...everywhere],
}

/**
 * The single keys in one read of the terminal: keys pressed quickly, or sent by a script, arrive together.
 * While text is typed only Tab, Enter, Backspace and Ctrl with a letter are separated; otherwise every letter
 * is a key.
 */
export const keysIn = (
  input: string,
  typing: boolean,
): { input: string; key: { tab?: true; return?: true; backspace?: true; ctrl?: true } }[] => {
  if (input.length < 2) return [{ input, key: {} }]
  return (input.match(typing ? WORDS_AND_KEYS : /\r\n|./gsu) ?? []).map((part) => {
    if (part === '\t') return { input: '', key: { tab: true } }
    if (/^[\r\n]/.test(part)) return { input: '', key: { return: true } }
    if (part === '\b' || part === '\u007f') return { input: '', key: { backspace: true } }
    const code = part.charCodeAt(0)
    // Ctrl with a letter is sent as the number of that letter in the alphabet.
    if (code >= 1 && code <= 26) return { input: String.fromCharCode(code + 96), key: { ctrl: true } }
    return { input: part, key: {} }
  })
}

/**
 * Whether a read of the terminal is a pasted block: text with a line break before its end, or more with one at
 * its end than is typed at once.
 */
export const isBlock = (input: string): boolean =>
  /[\r\n](?=[^\r\n])/.test(input.replace(/^[\r\n]/, '')) ||
  (input.length > MOST_TYPED && /[\r\n]/.test(input))
const MOST_TYPED = 80

const WORDS_AND_KEYS = /\r\n|\p{Cc}|\P{Cc}+/gu
