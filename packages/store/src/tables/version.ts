/**
 * The two periods of a version. Valid: the dates `held_from` to `held_to` (`from` inclusive, `to` exclusive,
 * null is open). Recorded: the instants `recorded_from` to `recorded_to` between which this was known.
 * Today's row is open at both ends.
 */
export interface VersionPeriods {
  version: number
  held_from: string
  held_to: string | null
  recorded_from: string
  recorded_to: string | null
}
