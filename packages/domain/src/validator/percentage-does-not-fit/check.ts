import { percentageOf, percentagePair, rounds } from '../figures.ts'
import type { Check } from '../violation.ts'

/** A percentage that is not the ratio of its parts, rounded as printed. */
export const check: Check<'percentage-does-not-fit'> = ({ tables }) =>
  tables.flatMap((table) =>
    table.columns.flatMap(({ key, heading, unit }) => {
      const pair = unit === 'percent' ? percentagePair(table, key) : null
      if (pair === null) return []
      const lines = [...table.rows, ...(table.totals === null ? [] : [{ label: '', values: table.totals }])]
      return lines.flatMap(({ label, values }) => {
        const written = values[key]
        const exact = percentageOf(values, pair)
        if (written == null || exact === null || rounds(exact, written)) return []
        return [
          {
            args: { row: label, column: heading, written, computed: Math.round(exact * 10) / 10 },
            where: { table: table.id },
            quote: null,
          },
        ]
      })
    }),
  )
