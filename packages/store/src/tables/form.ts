/** What a person typed in a form and has not saved yet, by the name of the form and what it is about (JSON). */
export interface FormTable {
  person_id: string
  key: string
  kept_at: string
  body: string
}
