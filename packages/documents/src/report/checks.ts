import type { FiguresTable } from './figures-table.ts'

/** A figure that is inconsistent with others. Figures are in the column's unit. */
export interface Contradiction {
  readonly code: 'total-mismatch' | 'percentage-mismatch'
  readonly row: string
  readonly column: string
  readonly written: number
  readonly computed: number
  readonly pieces: number[]
}

/**
 * Checks the consistency of a table: totals against rows, sums and differences along each row, percentages to
 * their printed decimals.
 */
export function contradictions(table: FiguresTable, keys: readonly string[]): Contradiction[] {
  return [...totals(table), ...alongRows(table, keys), ...rowTotals(table, keys), ...percentages(table)]
}

/** The sum of each summable column, by key; columns of percentages have none. */
export function computedTotals(table: FiguresTable, keys: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    table.columns.flatMap(({ unit }, i) => {
      const figures = table.rows.flatMap((row) => row.figures[i]?.value ?? [])
      return unit === 'percent' || figures.length === 0 ? [] : [[keys[i] ?? '', sum(figures)]]
    }),
  )
}

/**
 * The overall percentage of the two columns from which a column of percentages is calculated, if the rows
 * agree on a pair.
 */
export function overallPercentage(table: FiguresTable, column: number): number | null {
  const pair = percentagePair(table, column)
  if (!pair) return null
  const [part, whole] = pair.map((i) => sum(table.rows.flatMap((row) => row.figures[i]?.value ?? [])))
  return part !== undefined && whole ? (100 * part) / whole : null
}

function totals(table: FiguresTable): Contradiction[] {
  const { totals: row } = table
  if (!row) return []
  return table.columns.flatMap(({ heading, unit }, i): Contradiction[] => {
    const written = row.figures[i]?.value
    const figures = table.rows.flatMap((r) => r.figures[i]?.value ?? [])
    const computed = sum(figures)
    if (written === undefined || unit === 'percent' || figures.length === 0 || same(written, computed))
      return []
    return [
      { code: 'total-mismatch', row: row.label, column: heading, written, computed, pieces: row.pieces },
    ]
  })
}

/**
 * a + b = c, for columns whose headings imply it (current + required = target, budget − spent = outstanding)
 * or that satisfy it in most rows.
 */
function alongRows(table: FiguresTable, keys: readonly string[]): Contradiction[] {
  const seen = new Set<number>()
  return triples(table, keys).flatMap(([a, b, c]) => {
    if (seen.has(c)) return []
    const wrong = table.rows.flatMap((row): Contradiction[] => {
      const [x, y, z] = [a, b, c].map((i) => row.figures[i]?.value)
      if (x === undefined || y === undefined || z === undefined || same(x + y, z)) return []
      // If the target has been exceeded, nothing more is required.
      if (y === 0 && x > z && keys[b] === 'required') return []
      return [
        {
          code: 'total-mismatch',
          row: row.label,
          column: table.columns[c]?.heading ?? '',
          written: z,
          computed: sum([x, y]),
          pieces: row.pieces,
        },
      ]
    })
    seen.add(c)
    return wrong
  })
}

/** A column titled as the total of those before it, if that is true in most rows; a dash counts as zero. */
function rowTotals(table: FiguresTable, keys: readonly string[]): Contradiction[] {
  const named = keys.indexOf('total')
  const at =
    named >= 0
      ? named
      : table.columns.findIndex(
          ({ heading }, i) => i === table.columns.length - 1 && isWhole.test(heading.trim()),
        )
  const parts = table.columns.flatMap((c, i) => (i < at && c.unit === table.columns[at]?.unit ? [i] : []))
  if (parts.length < 2 || triples(table, keys).some(([, , c]) => c === at)) return []
  const rows = table.rows.flatMap((row) => {
    const written = row.figures[at]?.value
    const computed = sum(parts.flatMap((i) => row.figures[i]?.value ?? []))
    return written === undefined ? [] : [{ row, written, computed, holds: same(written, computed) }]
  })
  if (rows.filter((r) => r.holds).length * 2 < rows.length) return []
  const column = table.columns[at]?.heading ?? ''
  return rows.flatMap(({ row, written, computed, holds }) =>
    holds
      ? []
      : [{ code: 'total-mismatch' as const, row: row.label, column, written, computed, pieces: row.pieces }],
  )
}

const isWhole = /^(?:force(?:wide)?|all (?:areas|districts|forces|npus)|overall|sum)(?: total)?$/i

function triples(table: FiguresTable, keys: readonly string[]): [number, number, number][] {
  const at = (pattern: RegExp) => keys.findIndex((key) => pattern.test(key))
  const named: [number, number, number][] = [
    [at(/^current$/), at(/^required$/), at(/^target$/)],
    [at(/^spen[td]/), at(/^(?:outstanding|remaining|unspent|balance)/), at(/^budget/)],
  ]
  const said = named.filter(
    (triple) => triple.every((i) => i >= 0) && new Set(triple.map((i) => table.columns[i]?.unit)).size === 1,
  )
  const obeyed: [number, number, number][] = []
  const n = table.columns.length
  const sample = table.rows.slice(0, sampled)
  for (let c = 0; c < n && n <= 8; c += 1) {
    for (let a = 0; a < n; a += 1) {
      for (let b = a + 1; b < n; b += 1) {
        if (
          a === c ||
          b === c ||
          new Set([a, b, c].map((i) => table.columns[i]?.unit)).size > 1 ||
          table.columns[a]?.unit === 'percent'
        )
          continue
        const full = sample.filter((row) => [a, b, c].every((i) => row.figures[i]))
        const holds = full.filter((row) =>
          same((row.figures[a]?.value ?? 0) + (row.figures[b]?.value ?? 0), row.figures[c]?.value ?? 0),
        )
        const informative = holds.filter((row) => row.figures[a]?.value !== 0 && row.figures[b]?.value !== 0)
        if (full.length >= 4 && informative.length >= 3 && holds.length * 4 >= full.length * 3)
          obeyed.push([a, b, c])
      }
    }
  }
  const taken = new Set(said.flat())
  return [...said, ...obeyed.filter((triple) => !triple.every((i) => taken.has(i)))]
}

function percentages(table: FiguresTable): Contradiction[] {
  return table.columns.flatMap(({ heading, unit }, i): Contradiction[] => {
    const pair = unit === 'percent' ? percentagePair(table, i) : null
    if (!pair) return []
    return [...table.rows, ...(table.totals ? [table.totals] : [])].flatMap((row): Contradiction[] => {
      const written = row.figures[i]
      const exact = percentage(row.figures[pair[0]]?.value, row.figures[pair[1]]?.value)
      if (!written || exact === null || rounds(exact, written.value, written.decimals)) return []
      return [
        {
          code: 'percentage-mismatch',
          row: row.label,
          column: heading,
          written: written.value,
          computed: Math.round(exact * 10) / 10,
          pieces: row.pieces,
        },
      ]
    })
  })
}

/** The two columns whose ratio is printed in a column of percentages, in most rows. */
function percentagePair(table: FiguresTable, column: number): [number, number] | null {
  const others = table.columns.flatMap((c, i) => (i !== column && c.unit !== 'percent' ? [i] : []))
  const sample = table.rows.slice(0, sampled)
  const scored = others.flatMap((part) =>
    others
      .filter((whole) => whole !== part)
      .map((whole) => {
        const full = sample.filter(
          (row) =>
            row.figures[column] && percentage(row.figures[part]?.value, row.figures[whole]?.value) !== null,
        )
        const right = full.filter((row) => {
          const exact = percentage(row.figures[part]?.value, row.figures[whole]?.value)
          return (
            exact !== null &&
            rounds(exact, row.figures[column]?.value ?? 0, row.figures[column]?.decimals ?? 0)
          )
        })
        return { pair: [part, whole] as [number, number], right: right.length, full: full.length }
      }),
  )
  const best = scored.sort((a, b) => b.right - a.right)[0]
  return best && best.right >= 2 && best.right * 2 > best.full ? best.pair : null
}

/** The number of rows used to find which columns belong together; all rows are checked then. */
const sampled = 200

const percentage = (part: number | undefined, whole: number | undefined): number | null =>
  part === undefined || !whole ? null : (100 * part) / whole
const rounds = (exact: number, printed: number, decimals: number): boolean =>
  Math.abs(exact - printed) <= 0.5 * 10 ** -decimals + 1e-9
const sum = (figures: readonly number[]): number => Math.round(figures.reduce((a, b) => a + b, 0) * 1e6) / 1e6
const same = (a: number, b: number): boolean => Math.abs(a - b) < 1e-6
