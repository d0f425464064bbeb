import { keepDraft, keptDraft } from './drafts.ts'

/** The most lines that are remembered. */
const MOST_LINES = 50

/** The drafts that the `:` line is kept in: what is being typed, and what was typed before, by age. */
const TYPED = 'line'
const EARLIER = 'lines'

/** Keeps what is typed on the `:` line, until a line is given or left, so that neither a crash nor Ctrl-C takes it. */
export const keepLine = (text: string): void => {
  if (text.trim() !== '') keepDraft(TYPED, { words: text })
}

/**
 * The lines that were typed on the `:` line of a server, given or left, the newest first, each once: first the one that
 * was being typed when the screens were left.
 */
export const earlierLines = (): readonly string[] => {
  const typed = keptDraft(TYPED)?.inputs['words']
  const kept = keptDraft(EARLIER)?.inputs ?? {}
  const lines = Object.keys(kept)
    .sort((one, other) => Number(one) - Number(other))
    .flatMap((at) => kept[at] ?? [])
  return typed === undefined ? lines : [typed, ...lines.filter((each) => each !== typed)]
}

/** Remembers a line that was given or left. */
export const rememberLine = (line: string): void => {
  const text = line.trim()
  if (text === '') return
  keepDraft(TYPED, null)
  const lines = [text, ...earlierLines().filter((each) => each !== text)].slice(0, MOST_LINES)
  keepDraft(EARLIER, Object.fromEntries(lines.map((each, at) => [String(at), each])))
}
