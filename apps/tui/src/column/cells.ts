import { type Column, typedCell } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'

/** Parses `CODE=VALUE` parts into the input of a command. Stops where a part names no column of the force. */
export const cellsOf = (
  given: readonly string[],
  columns: readonly Column[],
): Record<string, ReturnType<typeof typedCell>> =>
  Object.fromEntries(
    given.map((part) => {
      const [column, value] = columnGiven(part, columns)
      return [column.code, typedCell(column, value)]
    }),
  )

/**
 * The column named in a `CODE=VALUE` part, and the text after its “=”. Stops where there is no such column.
 */
export const columnGiven = (part: string, columns: readonly Column[]): readonly [Column, string] => {
  const [, name = '', value] = /^([^=]*)=(.*)$/s.exec(part) ?? []
  if (value === undefined) throw new Stop('usage', `“${part}” has no “=”. Write it like cost=1250.`)
  return [columnNamed(name, columns), value]
}

/** The column with a code or title. Stops where there is none. */
export const columnNamed = (name: string, columns: readonly Column[]): Column => {
  const wanted = name.trim().toLowerCase()
  const found = columns.find(({ code, title }) => code === wanted || title.toLowerCase() === wanted)
  if (found !== undefined) return found
  throw new Stop(
    'usage',
    columns.length === 0
      ? 'The force has no columns of its own.'
      : `“${name}” is none of the force’s columns: ${columns.map(({ code }) => code).join(', ')}.`,
    columns.length === 0
      ? 'An administrator adds one with “beatbook column add TITLE --kind money”.'
      : undefined,
  )
}
