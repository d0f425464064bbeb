/**
 * The period of a version: `held_from` to `held_to` are the dates it is true for (`from` inclusive, `to`
 * exclusive, null is open), `recorded_from` to `recorded_to` the instants between which this is what was
 * known. Today's row is open at both ends.
 */
export interface Held {
  version: number
  held_from: string
  held_to: string | null
  recorded_from: string
  recorded_to: string | null
}
