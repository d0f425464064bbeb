import * as z from 'zod'

/** A run of words that is in both texts or only in one, as written. */
export const wordRun = z.object({ is: z.enum(['same', 'added', 'removed']), text: z.string() })
export type WordRun = z.infer<typeof wordRun>

/**
 * Two texts as runs of words: `same` and `removed` runs make the first, `same` and `added` runs the second,
 * character for character. The longest common subsequence of words is `same`; texts of several thousand words
 * that differ throughout are replaced completely.
 *
 * @example
 * ```ts
 * import { compareWords } from '@beatbook/domain'
 *
 * const words = compareWords('Fit a doorbell at every station', 'Fit a doorbell at every front counter')
 * console.log(words.map(({ is, text }) => `${is}: ${text.trim()}`).join(' | ')) // same: Fit a doorbell at every | removed: station | added: front counter
 * ```
 */
export const compareWords = (before: string, after: string): WordRun[] => {
  const [a, b] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const middle = alignment(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return joined([run('same', a.slice(0, start)), ...middle, run('same', a.slice(a.length - end))])
}

/** Words with their apostrophes and hyphens, spaces, and each other character alone. */
const tokensOf = (text: string): string[] =>
  text.match(/\s+|[\p{L}\p{M}\p{N}]+(?:['’.,/&-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu) ?? []

const run = (is: WordRun['is'], tokens: readonly string[]): WordRun => ({ is, text: tokens.join('') })

/** Above this many pairs of words the middle is replaced completely. */
const MOST = 4_000_000

const alignment = (a: readonly string[], b: readonly string[]): WordRun[] => {
  if (a.length * b.length > MOST) return [run('removed', a), run('added', b)]
  const width = b.length + 1
  const common = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0)
  const runs: WordRun[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) runs.push(run('same', [a[i++] ?? ''])) && j++
    else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    )
      runs.push(run('removed', [a[i++] ?? '']))
    else runs.push(run('added', [b[j++] ?? '']))
  }
  return runs
}

/**
 * Neighbouring changes become one removal and one addition; an unchanged space between two changes becomes
 * part of them.
 */
const joined = (runs: readonly WordRun[]): WordRun[] => {
  const made: WordRun[] = []
  let [removed, added, space] = ['', '', '']
  const close = () => {
    if (removed !== '') made.push({ is: 'removed', text: removed })
    if (added !== '') made.push({ is: 'added', text: added })
    if (space !== '') made.push({ is: 'same', text: space })
    ;[removed, added, space] = ['', '', '']
  }
  for (const { is, text } of runs) {
    if (text === '') continue
    if (is === 'same') {
      if ((removed !== '' || added !== '') && /^\s+$/.test(text)) space += text
      else {
        close()
        const last = made.at(-1)
        if (last?.is === 'same') made[made.length - 1] = { is, text: last.text + text }
        else made.push({ is, text })
      }
      continue
    }
    if (removed !== '') removed += space
    if (added !== '') added += space
    if (space !== '' && removed === '') removed = space
    if (space !== '' && added === '') added = space
    space = ''
    if (is === 'removed') removed += text
    else added += text
  }
  close()
  return made
}
