import type { TableColumn } from '../output/table.ts'

/** The answer to a question as a table: a column for each value that is not an object. */
export const aggregateTable = (
  answer: unknown,
): { readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] } => {
  const rows = ([answer].flat() as Record<string, unknown>[]).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== 'object')),
  )
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return {
    columns: names.map((name) => ({ heading: name.toUpperCase(), flexible: true })),
    rows: rows.map((row) => names.map((name) => String(row[name] ?? '–'))),
  }
}

/** That there is no aggregate of a kind. */
export const noneYet = (kind: string): string => `There is no ${kind} yet.`
