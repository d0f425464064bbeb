import { foldWords } from '../words/fold.ts'

/** A row to match. `ref` is null where it was generated and so has no meaning. */
export interface MatchRow {
  readonly ref: string | null
  readonly text: string
}

/**
 * The match of a row of `left`: the index of its row of `right`, how it was matched, and the similarity of
 * their words (0 to 1).
 */
export interface RowMatch {
  readonly right: number | null
  readonly matched: 'exact' | 'ref' | 'text' | 'similar' | 'none'
  readonly similarity: number
}

/** Below this share of common words two texts are not similar. */
const SIMILAR = 0.5

/**
 * Matches rows one to one, deterministically: by ref and equal text (`exact`; a generated ref needs only
 * equal text), else by ref with similar text, else by equal text, else by the most similar text. One
 * `RowMatch` for each row of `left`, in its order. Ten thousand rows against ten thousand take about a
 * second.
 *
 * @example
 * ```ts
 * import { matchRows } from '@beatbook/domain'
 *
 * const before = [{ ref: '1', text: 'Fit a doorbell at every station' }, { ref: '2', text: 'Publish the response times' }]
 * const after = [{ ref: null, text: 'Publish the response times each month' }, { ref: '1', text: 'Fit a doorbell at every station' }]
 * for (const { right, matched } of matchRows(after, before)) console.log(right, matched)
 * // 1 similar
 * // 0 exact
 * ```
 */
export const matchRows = (left: readonly MatchRow[], right: readonly MatchRow[]): RowMatch[] => {
  const a = left.map(folded)
  const b = right.map(folded)
  const found: (RowMatch | null)[] = left.map(() => null)
  const taken = new Set<number>()
  const take = (l: number, r: number, matched: RowMatch['matched'], similarity: number) => {
    found[l] = { right: r, matched, similarity }
    taken.add(r)
  }
  const byKey = (matched: RowMatch['matched'], leftKey: Key, rightKey: Key, least: number) => {
    const free = grouped(b, (row, r) => (taken.has(r) ? null : rightKey(row)))
    a.forEach((row, l) => {
      const key = found[l] === null ? leftKey(row) : null
      const candidates = key === null ? undefined : free.get(key)
      const best = mostSimilar(row, candidates?.slice(0, MOST_CANDIDATES) ?? [], b)
      if (best === null || best.similarity < least) return
      take(l, best.right, matched, best.similarity)
      candidates?.splice(candidates.indexOf(best.right), 1)
    })
  }
  const refAndText: Key = (row) => (row.ref === null ? null : `${row.ref}\n${row.text}`)
  const text: Key = (row) => (row.text === '' ? null : row.text)
  byKey('exact', refAndText, refAndText, 0)
  byKey('exact', (row) => (row.ref === null ? text(row) : null), text, 0)
  byKey(
    'ref',
    (row) => row.ref,
    (row) => row.ref,
    SIMILAR,
  )
  byKey('text', text, text, 0)
  for (const { l, r, similarity } of similarPairs(
    a,
    b,
    (l) => found[l] === null,
    (r) => !taken.has(r),
  ))
    if (found[l] === null && !taken.has(r)) take(l, r, 'similar', similarity)
  return found.map((match) => match ?? { right: null, matched: 'none', similarity: 0 })
}

/**
 * The similarity of two texts: twice their common words divided by all their words (Dice's coefficient), 0 to
 * 1.
 */
export const similarityOf = (one: string, other: string): number =>
  likeness(folded({ ref: null, text: one }), folded({ ref: null, text: other }))

interface Folded {
  readonly ref: string | null
  readonly text: string
  readonly words: ReadonlyMap<string, number>
  readonly size: number
}

const folded = ({ ref, text }: MatchRow): Folded => {
  const plain = foldWords(text)
  const words = new Map<string, number>()
  for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1)
  return {
    ref: ref === null ? null : foldWords(ref),
    text: plain,
    words,
    size: [...words.values()].reduce((sum, n) => sum + n, 0),
  }
}

const likeness = (a: Folded, b: Folded): number => {
  if (a.text === b.text) return 1
  if (a.size + b.size === 0) return 0
  let common = 0
  for (const [word, count] of a.words) common += Math.min(count, b.words.get(word) ?? 0)
  return (2 * common) / (a.size + b.size)
}

type Key = (row: Folded) => string | null

/** The indexes of the rows with a key, by key, in order. */
const grouped = (
  rows: readonly Folded[],
  keyOf: (row: Folded, index: number) => string | null,
): Map<string, number[]> => {
  const groups = new Map<string, number[]>()
  rows.forEach((row, index) => {
    const key = keyOf(row, index)
    if (key === null) return
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [index])
    else group.push(index)
  })
  return groups
}

const mostSimilar = (
  row: Folded,
  candidates: Iterable<number>,
  among: readonly Folded[],
): { right: number; similarity: number } | null => {
  let best: { right: number; similarity: number } | null = null
  for (const right of candidates) {
    const other = among[right]
    const similarity = other === undefined ? 0 : likeness(row, other)
    if (best === null || similarity > best.similarity) best = { right, similarity }
    if (similarity === 1) break
  }
  return best
}

/**
 * Limits that make ten thousand rows fast: how many of a row's rarest words are used to find candidates, how
 * many rows each, how many of them are compared, and how many of those remain.
 */
const RAREST = 6
const MOST_CANDIDATES = 100
const COMPARED = 20
const REMAINING = 5

/**
 * The similar pairs among the unmatched rows, the most similar first, then in document order. Candidates
 * share one of a row's rarest words.
 */
const similarPairs = (
  a: readonly Folded[],
  b: readonly Folded[],
  freeLeft: (l: number) => boolean,
  freeRight: (r: number) => boolean,
): Pair[] => {
  const rows = new Map<string, number[]>()
  b.forEach((row, r) => {
    if (!freeRight(r)) return
    for (const word of row.words.keys()) {
      const withWord = rows.get(word)
      if (withWord === undefined) rows.set(word, [r])
      else withWord.push(r)
    }
  })
  const pairs = a.flatMap((row, l) => {
    if (!freeLeft(l)) return []
    const similar = candidatesOf(row, rows).flatMap((r) => {
      const other = b[r]
      const similarity = other === undefined ? 0 : likeness(row, other)
      return similarity >= SIMILAR ? [{ l, r, similarity }] : []
    })
    return similar.sort(closest).slice(0, REMAINING)
  })
  return pairs.sort(closest)
}

/** The rows that share a row's rarest words; a rarer word has a higher weight. */
const candidatesOf = (row: Folded, rows: ReadonlyMap<string, readonly number[]>): number[] => {
  const weights = new Map<number, number>()
  for (const word of rarestOf(row, rows)) {
    const withWord = rows.get(word) ?? []
    for (const r of withWord.slice(0, MOST_CANDIDATES))
      weights.set(r, (weights.get(r) ?? 0) + 1 / withWord.length)
  }
  return [...weights]
    .sort(([r1, w1], [r2, w2]) => w2 - w1 || r1 - r2)
    .slice(0, COMPARED)
    .map(([r]) => r)
}

const rarestOf = (row: Folded, rows: ReadonlyMap<string, readonly number[]>): string[] =>
  [...row.words.keys()]
    .filter((word) => rows.has(word))
    .sort(
      (one, other) => (rows.get(one)?.length ?? 0) - (rows.get(other)?.length ?? 0) || (one < other ? -1 : 1),
    )
    .slice(0, RAREST)

type Pair = { readonly l: number; readonly r: number; readonly similarity: number }
const closest = (one: Pair, other: Pair): number =>
  other.similarity - one.similarity || one.l - other.l || one.r - other.r
