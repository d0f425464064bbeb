import { same, sumOf, sumsAlong, tripleOf } from '../figures.ts'
import type { SubjectTable } from '../subject.ts'
import type { Check, FailedCheck } from '../violation.ts'

/** A total that is not the sum of its rows, or a row that breaks a sum of the other rows. */
export const check: Check<'total-does-not-add-up'> = ({ tables }) =>
  tables.flatMap((table) => [...totals(table), ...rows(table)])

const totals = (table: SubjectTable): FailedCheck<'total-does-not-add-up'>[] =>
  table.columns.flatMap(({ key, heading, unit }) => {
    const written = table.totals?.[key]
    const computed = sumOf(table, key)
    if (written == null || computed === null || unit === 'percent' || same(written, computed)) return []
    return [{ args: { column: heading, written, computed }, where: { table: table.id }, quote: null }]
  })

const rows = (table: SubjectTable): FailedCheck<'total-does-not-add-up'>[] =>
  sumsAlong(table).flatMap(({ parts: [a, b], whole }) =>
    table.rows.flatMap((row) => {
      const triple = tripleOf(row, a, b, whole)
      if (triple === null) return []
      const [x, y, written] = triple
      // Where a target is exceeded already, nothing more is required.
      if (same(x + y, written) || (Math.min(x, y) === 0 && Math.max(x, y) > written)) return []
      const column = table.columns.find(({ key }) => key === whole)?.heading ?? whole
      return [
        {
          args: { row: row.label, column, written, computed: x + y },
          where: { table: table.id },
          quote: null,
        },
      ]
    }),
  )
