import { percentageOf, percentagePair, rounds, sumOf } from '../figures.ts'
import type { SubjectTable } from '../subject.ts'
import type { Check } from '../violation.ts'

/** A figure for a column as a whole in the words that differs from the table. */
export const check: Check<'words-against-table'> = ({ tables }) =>
  tables.flatMap((table) =>
    table.claims.flatMap(({ column: heading, written, quote }) => {
      const column = table.columns.find((column) => column.heading === heading)
      const computed = column === undefined ? null : overall(table, column)
      if (column === undefined || computed === null || rounds(computed, written)) return []
      return [
        {
          args: { column: heading, unit: column.unit, written, computed: Math.round(computed * 10) / 10 },
          where: { table: table.id },
          quote,
        },
      ]
    }),
  )

/** A column as a whole: its sum, or for percentages the ratio of the sums of their parts. */
const overall = (table: SubjectTable, { key, unit }: SubjectTable['columns'][number]): number | null => {
  if (unit !== 'percent') return sumOf(table, key)
  const pair = percentagePair(table, key)
  return (
    pair &&
    percentageOf({ [pair.part]: sumOf(table, pair.part), [pair.whole]: sumOf(table, pair.whole) }, pair)
  )
}
