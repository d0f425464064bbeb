/** A party that a person answers for. */
export interface AnswersForTable {
  person_id: string
  party_id: string
}
