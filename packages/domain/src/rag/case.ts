import type { FactTimelines } from './fact-timeline.ts'
import type { Override } from './timeline.ts'

/** An action as input of the back-test and the what-if. */
export interface RagCase {
  readonly id: string
  readonly timelines: FactTimelines
  readonly overrides?: readonly Override[]
}
