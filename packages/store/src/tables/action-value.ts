/**
 * The value that a version of an action has of a field that lists are narrowed and ordered by, beside its row:
 * one of text, number and day. What nobody stated has no row.
 */
export interface ActionValueTable {
  version: number
  field: string
  text: string | null
  number: number | null
  day: string | null
}
