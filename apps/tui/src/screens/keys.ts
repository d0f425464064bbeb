import type { Screen } from './state.ts'

/** A key of a screen: how it is written, what it does in two or three words, and whether the key line shows it. */
export interface KeyHelp {
  readonly key: string
  readonly does: string
  readonly line?: boolean
  /** Needs the right to edit, and the record of today. */
  readonly edits?: boolean
}

const everywhere: readonly KeyHelp[] = [
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
  { key: 'Ctrl-d Ctrl-u', does: 'half a page' },
  { key: 'g G', does: 'first, last' },
]

/** The keys of each screen, in the order help shows them. The key line shows those marked `line` that work here. */
export const keysOf: Record<Screen['at'], readonly KeyHelp[]> = {
  plans: [{ key: 'Enter', does: 'open', line: true }, ...moving, ...everywhere.filter(({ key }) => key !== 'Esc')],
  plan: [
    { key: 'Enter', does: 'open', line: true },
    { key: 'u', does: 'update', line: true, edits: true },
    { key: '/', does: 'filter', line: true },
    ...moving,
    ...everywhere,
  ],
  action: [
    { key: 'u', does: 'update', line: true, edits: true },
    { key: 'U', does: 'take back', line: true, edits: true },
    { key: '[ ]', does: 'previous, next', line: true },
    ...moving,
    ...everywhere,
  ],
}

/**
 * The single keys in what one read of the terminal gave: keys pressed quickly, or sent by a script, arrive together. While words are
 * typed only Tab, Enter and Backspace are parted from them; otherwise every letter is a key.
 */
export const keysIn = (input: string, typing: boolean): { input: string; key: { tab?: true; return?: true; backspace?: true } }[] => {
  if (input.length < 2) return [{ input, key: {} }]
  return (input.match(typing ? /\t|\r\n|[\r\n]|[\b\u007f]|[^\t\r\n\b\u007f]+/g : /\r\n|./gsu) ?? []).map((part) => {
    if (part === '\t') return { input: '', key: { tab: true } }
    if (/^[\r\n]/.test(part)) return { input: '', key: { return: true } }
    if (part === '\b' || part === '\u007f') return { input: '', key: { backspace: true } }
    return { input: part, key: {} }
  })
}
