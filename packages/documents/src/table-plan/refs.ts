/**
 * The final ref of an action. `lost`: the source's number is missing and was restored; `doubled`: an earlier
 * action has the same.
 */
export interface SettledRef {
  readonly ref: string
  readonly origin: 'read' | 'restored' | 'generated'
  readonly doubled: boolean
}

/** The number of an action in the source (`null` where there is none), and its section's number. */
export interface SaidRef {
  readonly said: string | null
  readonly section: string | null
}

/**
 * Determines a ref for each action of a plan. A missing number is restored if exactly that number fits
 * between its neighbours; if the source has no numbers, actions are numbered within their section, after its
 * number if it has one, otherwise through the plan.
 */
export function settleRefs(actions: readonly SaidRef[]): SettledRef[] {
  const read = actions.map(({ said }) => (said === null ? null : plainRef(said)))
  const taken = new Set(read.filter((ref) => ref !== null))
  const seen = new Set<string>()
  const settled: SettledRef[] = []
  const numbersNothing = taken.size === 0
  const later = nextRead(read)
  const inSection = new Map<string | null, number>()
  for (const [at, { section }] of actions.entries()) {
    const ref = read[at] ?? null
    const count = (inSection.get(section) ?? 0) + 1
    inSection.set(section, count)
    if (ref !== null) {
      settled.push({ ref, origin: 'read', doubled: seen.has(ref) })
      seen.add(ref)
      continue
    }
    const restored = numbersNothing ? null : between(read, later[at] ?? -1, settled, at)
    const free = restored !== null && !taken.has(restored) && !seen.has(restored) ? restored : null
    const next =
      free ??
      generated(
        numbersNothing ? (section === null ? '' : `${section}.`) : `${settled.at(-1)?.ref ?? '0'}.`,
        numbersNothing ? count : 1,
        (ref) => taken.has(ref) || seen.has(ref),
      )
    seen.add(next)
    settled.push({ ref: next, origin: free === null ? 'generated' : 'restored', doubled: false })
  }
  return settled
}

/** A number without enclosing punctuation: "(1)", "1." and "1:" are "1". */
export const plainRef = (said: string): string | null => {
  const ref = said
    .replace(/\s+/g, ' ')
    .replace(/^[([{#\s]+|(?<![)\]}.:\s])[)\]}.:\s]+$/g, '')
    .trim()
  return /[\p{L}\p{N}]/u.test(ref) ? ref : null
}

/** For each index the next one, at or after it, that has a ref; -1 where there is none. */
function nextRead(read: readonly (string | null)[]): number[] {
  let next = -1
  return read
    .map((_, n) => (next = read[read.length - 1 - n] === null ? next : read.length - 1 - n))
    .reverse()
}

function between(
  read: readonly (string | null)[],
  later: number,
  settled: readonly SettledRef[],
  at: number,
): string | null {
  const before = count(settled.at(-1)?.ref ?? null)
  const after = count(later < 0 ? null : (read[later] ?? null))
  if (
    before &&
    (!after || after.prefix !== before.prefix || after.number >= before.number + (later - at) + 1)
  )
    return written(before, before.number + 1)
  if (!before && after && after.number > later - at) return written(after, after.number - (later - at))
  return null
}

interface Counted {
  readonly prefix: string
  readonly number: number
  readonly width: number
}

const count = (ref: string | null): Counted | null => {
  const [, prefix = '', digits = ''] = /^(.*?)(\d{1,9})$/.exec(ref ?? '') ?? []
  return digits === ''
    ? null
    : { prefix, number: Number(digits), width: digits.startsWith('0') ? digits.length : 0 }
}

const written = ({ prefix, width }: Counted, number: number): string =>
  `${prefix}${String(number).padStart(width, '0')}`

function generated(prefix: string, first: number, taken: (ref: string) => boolean): string {
  let number = first
  while (taken(`${prefix}${number}`)) number++
  return `${prefix}${number}`
}
