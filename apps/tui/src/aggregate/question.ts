/** A question about the aggregates of a kind: all of them, one by its id, or the history of that one. */
export interface Question {
  readonly kind: string
  readonly plural: string
  readonly id: string | null
  readonly history: boolean
}
