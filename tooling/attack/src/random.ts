/** Numbers and choices that are reproducible for a seed (mulberry32). */
export interface Random {
  /** From 0 to below 1. */
  readonly next: () => number
  /** An integer from `least` to `most`, both inclusive. */
  readonly between: (least: number, most: number) => number
  readonly pick: <T>(values: readonly T[]) => T
  readonly chance: (share: number) => boolean
}

/** A new generator for `seed`. */
export const randomFrom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    pick: <T>(values: readonly T[]) => values[between(0, values.length - 1)] as T,
    chance: (share) => next() < share,
  }
}
