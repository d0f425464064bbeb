import type { SubjectTable } from './subject.ts'

type Table = Pick<SubjectTable, 'columns' | 'rows'>
type Row = SubjectTable['rows'][number]

/** The sum of a column; `null` where it has no figure. */
export const sumOf = ({ rows }: Table, column: string): number | null => {
  const figures = rows.flatMap((row) => row.values[column] ?? [])
  return figures.length === 0 ? null : round(figures.reduce((a, b) => a + b, 0))
}

/**
 * The triples of columns of which one is the sum of the other two in three quarters of the rows, and in at
 * least three rows where neither is zero.
 */
export const sumsAlong = (
  table: Table,
): { readonly parts: readonly [string, string]; readonly whole: string }[] => {
  const columns = table.columns.filter((column) => column.unit !== 'percent')
  const found: { parts: [string, string]; whole: string }[] = []
  for (const whole of columns)
    for (const [at, a] of columns.entries())
      for (const b of columns.slice(at + 1)) {
        if (new Set([a, b, whole]).size < 3 || new Set([a, b, whole].map(({ unit }) => unit)).size > 1)
          continue
        const full = table.rows
          .map((row) => tripleOf(row, a.key, b.key, whole.key))
          .filter((triple) => triple !== null)
        const matching = full.filter(([x, y, z]) => same(x + y, z))
        const nonZero = matching.filter(([x, y]) => x !== 0 && y !== 0)
        if (full.length >= 4 && nonZero.length >= 3 && matching.length * 4 >= full.length * 3)
          found.push({ parts: [a.key, b.key], whole: whole.key })
      }
  return found
}

/** The two columns whose ratio is a column of percentages in most rows; `null` where there are none. */
export const percentagePair = (
  table: Table,
  column: string,
): { readonly part: string; readonly whole: string } | null => {
  const others = table.columns
    .filter(({ key, unit }) => key !== column && unit !== 'percent')
    .map(({ key }) => key)
  const pairs = others.flatMap((part) =>
    others.filter((whole) => whole !== part).map((whole) => ({ part, whole })),
  )
  const scored = pairs.map((pair) => {
    const full = table.rows.flatMap((row) => {
      const exact = percentageOf(row.values, pair)
      const printed = row.values[column]
      return exact === null || printed == null ? [] : [rounds(exact, printed)]
    })
    return { pair, right: full.filter(Boolean).length, full: full.length }
  })
  const best = scored.sort((a, b) => b.right - a.right)[0]
  return best !== undefined && best.right >= 2 && best.right * 2 > best.full ? best.pair : null
}

/** A part in per cent of its whole; `null` where either is missing or the whole is zero. */
export const percentageOf = (
  values: Row['values'],
  { part, whole }: { part: string; whole: string },
): number | null => {
  const [of, all] = [values[part], values[whole]]
  return of == null || !all ? null : (100 * of) / all
}

/** Whether a figure is an exact one rounded to the printed number of decimals. */
export const rounds = (exact: number, printed: number): boolean =>
  Math.abs(exact - printed) <= 0.5 * 10 ** -(String(printed).split('.')[1]?.length ?? 0) + 1e-9

/** Whether two sums are equal within rounding errors. */
export const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6

/** The figures of a row, where it has all three. */
export const tripleOf = (
  { values }: Row,
  a: string,
  b: string,
  c: string,
): [number, number, number] | null => {
  const [x, y, z] = [values[a], values[b], values[c]]
  return x == null || y == null || z == null ? null : [x, y, z]
}

const round = (figure: number): number => Math.round(figure * 1e6) / 1e6
