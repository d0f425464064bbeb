import type { Operation } from '../turns.ts'
import type { Size, Worlds } from '../world.ts'

/** Makes an operation ready on the worlds of one product. */
export type Prepare = (worlds: Worlds, size: Size) => Promise<Operation>

/** The most a work may cost: milliseconds, bytes, or times what it is compared with, by processor time. */
export interface Limit {
  readonly of: 'cpu' | 'wall' | 'bytes' | 'ratio'
  readonly most: number
}

/** Something a product does that is measured from outside: over HTTP, by its process and by its files. */
export interface Work {
  /** Its name for `--only`. */
  readonly name: string
  /** Its name in the table. */
  what(size: Size): string
  readonly of: Prepare
  /** What it is compared with where one product is measured, and the words for that. */
  readonly beside: Prepare
  readonly than: string
  readonly limits: readonly Limit[]
  /** Whether a million actions should cost what a hundred thousand do, within a fifth. */
  readonly grows?: true
  /** How many turns at most: fewer than seven where one takes minutes. */
  readonly turns?: number
  /** What it is compared with in the short form for CI; absent where it is not part of that. */
  readonly quick?: Prepare
}

/** The same operation on the small record. */
export const onSmall =
  (of: Prepare): Prepare =>
  (worlds, size) =>
    of(worlds, { ...size, large: size.small })
