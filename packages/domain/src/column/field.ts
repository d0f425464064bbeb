/** The prefix of a column's code where it is used as a field name. */
const COLUMN = 'column '

/** The field name of a column among the fields of an action. */
export const columnField = (code: string): string => `${COLUMN}${code}`

/** The code of the column that a field name stands for; `null` where it is another field. */
export const codeOfField = (field: string): string | null =>
  field.startsWith(COLUMN) ? field.slice(COLUMN.length) : null
