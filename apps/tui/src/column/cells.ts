import { type Column, typedCell } from '@beatbook/domain'
import { Stop } from '../output/exit.ts'

/** What was written for columns, as a command takes it. Stops where a part names no column of the force. */
export const cellsOf = (
  given: readonly string[],
  columns: readonly Column[],
): Record<string, ReturnType<typeof typedCell>> =>
  Object.fromEntries(
    given.map((part) => {
      const [column, value] = columnSaid(part, columns)
      return [column.code, typedCell(column, value)]
    }),
  )

/** The column that a part of a line names, and what stands behind its “=”. Stops where it names none. */
export const columnSaid = (part: string, columns: readonly Column[]): readonly [Column, string] => {
  const [, name = '', value] = /^([^=]*)=(.*)$/s.exec(part) ?? []
  if (value === undefined) throw new Stop('usage', `“${part}” has no “=”. Write it like cost=1250.`)
  return [columnNamed(name, columns), value]
}

/** The column of a code or title. Stops where there is none. */
export const columnNamed = (name: string, columns: readonly Column[]): Column => {
  const said = name.trim().toLowerCase()
  const found = columns.find(({ code, title }) => code === said || title.toLowerCase() === said)
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
