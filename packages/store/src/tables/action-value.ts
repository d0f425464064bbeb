/**
 * The value of a field that lists filter and sort by, for a version of an action: one of text, number and
 * day. A missing value has no row.
 */
export interface ActionValueTable {
  version: number
  field: string
  text: string | null
  number: number | null
  day: string | null
}
