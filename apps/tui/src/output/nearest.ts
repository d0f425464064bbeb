/** The most words that are suggested. */
const MOST_SUGGESTED = 3

/**
 * Of `known` words those that `given` may have been meant for, the nearest first: the same but for case and
 * leading zeros, those it is the beginning of, then those with one or two letters wrong.
 */
export const nearest = (given: string, known: readonly string[]): string[] => {
  const wanted = plain(given)
  const ranked = known.flatMap((word) => {
    const rank = rankOf(wanted, plain(word))
    return rank === null ? [] : [{ word, rank }]
  })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  return ranked
    .filter(({ rank }) => rank === best)
    .map(({ word }) => word)
    .slice(0, MOST_SUGGESTED)
}

/** “Did you mean …?”; `null` where nothing is near. */
export const didYouMean = (given: string, known: readonly string[]): string | null =>
  suggested(nearest(given, known))

/** The question whether one of these was meant; `null` where there are none. */
export const suggested = (words: readonly string[]): string | null =>
  words.length === 0 ? null : `Did you mean ${words.join(' or ')}?`

const plain = (word: string): string => word.toLowerCase().replace(/(^|[^\d])0+(?=\d)/g, '$1')

const rankOf = (wanted: string, word: string): number | null => {
  if (wanted === '') return null
  if (wanted === word) return 0
  if (word.startsWith(wanted)) return 1
  const wrong = lettersWrong(wanted, word)
  return wrong <= (wanted.length < 4 ? 1 : 2) && wrong < wanted.length ? 1 + wrong : null
}

/** The number of letters to add, leave out, replace or swap with the next (Damerau–Levenshtein). */
const lettersWrong = (one: string, other: string): number => {
  if (Math.abs(one.length - other.length) > 2) return 3
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    ;[before, last] = [last, row]
  }
  return last[other.length] ?? 0
}
