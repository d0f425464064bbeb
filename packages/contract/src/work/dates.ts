import type { Id, Instant, StageCode, Timescale } from '@beatbook/domain'

/** Whose actions are asked for: those of a person's work, of a plan, or one by its address. */
export type DatesQuestion =
  | { readonly person: string }
  | { readonly plan: string }
  | { readonly action: string }

/** An action as a calendar shows it. */
export interface DatedAction {
  readonly id: Id
  readonly address: string
  readonly planTitle: string
  readonly text: string
  readonly timescale: Timescale
  readonly stage: StageCode | null
  readonly withdrawn: boolean
  /** Whether it is one of those asked for; `false` where it was one and is no longer. */
  readonly theirs: boolean
  /** A number that rises with every change of it, of its plan, and of who holds the post that owns it. */
  readonly version: number
  /** When that last changed. */
  readonly changedAt: Instant
}

/** Actions as a calendar shows them, today, and what they are all of: the title of the plan, or `null`. */
export interface Dates {
  readonly title: string | null
  readonly actions: readonly DatedAction[]
}
