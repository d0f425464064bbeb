/**
 * A value by which lists filter and sort in the state `content_id`: of one of the listed fields, or of a
 * force's own column. `text` is the value as it is typed, `number` and `day` are its sort keys where it has
 * such.
 */
export interface ContentValueTable {
  content_id: number
  field: string
  text: string | null
  number: number | null
  day: string | null
}
