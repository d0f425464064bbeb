/**
 * Events of a revision that are decided and not recorded yet, too many for one transaction: `part` (JSON) is
 * recorded after those of a lower number, by the actor, not before the instant `recorded_at`, on the London day
 * `day` or later.
 */
export interface PreparedPartTable {
  command_id: string
  number: number
  actor: string
  recorded_at: string
  day: string
  document_id: string
  part: string
}
