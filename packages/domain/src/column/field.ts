/** Before the code of a column, where a field is named. */
const COLUMN = 'column '

/** What a column is called among the fields of an action. */
export const columnField = (code: string): string => `${COLUMN}${code}`

/** The code of the column that a field is; `null` where it is another field. */
export const codeOfField = (field: string): string | null =>
  field.startsWith(COLUMN) ? field.slice(COLUMN.length) : null
