import type { ReturnedBook, ReturnedRow, ReturnedSheet } from '@beatbook/contract'
import { err, ok, type ReadFailure, type Result } from '@beatbook/domain'
import { type CarriedFound, carriedIn, isOwnSheet, usualTitles } from '../carried/carried.ts'
import { bookKeys } from '../carried/titles.ts'
import { unescapeFormula } from '../source/formula.ts'
import { openDocument } from '../source/open.ts'
import type { Source } from '../source/source.ts'

/** A row of cells, whatever kind of file it is in. */
interface PlainRow {
  /** From 1. */
  readonly number: number
  readonly cells: ReadonlyMap<number, string>
}

/** The head of a table is among the first rows of a sheet. */
const HEAD_WITHIN = 40

/**
 * Reads a workbook that came back, or a file that a spreadsheet made of one (CSV): which plan it is of, and the words of
 * its cells by field. Sheets may be renamed, rows sorted, filtered or added, columns moved, added or deleted. The errors
 * are those of opening a document.
 */
export const readReturned = async (
  name: string,
  bytes: Uint8Array,
  ownColumns: readonly { readonly key: string; readonly title: string }[] = [],
): Promise<Result<ReturnedBook, ReadFailure>> => {
  const opened = await openDocument(name, bytes)
  if (!opened.ok) return err(opened.error)
  const { workbook } = opened.value
  const carried = workbook === undefined ? null : carriedIn(workbook)
  const all = sheetsOf(opened.value, carried)
  const read = all.map((sheet) => readSheet(sheet, carried, ownColumns))
  return ok({
    file: name,
    sheets: read.flatMap((sheet) => sheet ?? []),
    other: all.flatMap((sheet, at) => (read[at] === null && sheet.rows.length > 0 ? [sheet.name] : [])),
  })
}

interface PlainSheet {
  readonly name: string
  readonly rows: readonly PlainRow[]
}

const sheetsOf = ({ workbook, blocks }: Source, carried: CarriedFound | null): PlainSheet[] => {
  if (workbook === undefined)
    return blocks.flatMap((block) =>
      block.kind === 'table'
        ? [
            {
              name: block.sheet ?? '',
              rows: block.rows.map(({ cells }, at) => ({
                number: at + 1,
                cells: new Map(cells.map(({ text }, column) => [column + 1, text])),
              })),
            },
          ]
        : [],
    )
  return workbook.sheets
    .filter((sheet) => carried === null || !isOwnSheet(sheet))
    .map(({ name, rows }) => ({
      name,
      rows: rows
        .filter(({ cells }) => cells.some(({ text }) => text.trim() !== ''))
        .map(({ number, cells }) => ({
          number,
          cells: new Map(cells.map(({ column, text }) => [column, unescapeFormula(text)])),
        })),
    }))
}

/** A sheet with a table of actions; `null` where it has none. */
const readSheet = (
  { name, rows }: PlainSheet,
  carried: CarriedFound | null,
  ownColumns: readonly { readonly key: string; readonly title: string }[],
): ReturnedSheet | null => {
  const plan = carried === null ? null : planOf(name, rows, carried)
  const titles = new Map([
    ...usualTitles,
    ...ownColumns.map(({ key, title }) => [title, key] as const),
    ...(carried?.columns.get(plan?.sheet ?? '') ?? []),
  ])
  const keyOf = (title: string) => titles.get(title.replace(/\s+/g, ' ').trim())
  const isHead = (row: PlainRow): boolean => {
    const keys = [...row.cells.values()].map(keyOf)
    return keys.includes('text') && keys.filter((key) => key !== undefined && key !== 'text').length >= 1
  }
  const at = rows.slice(0, HEAD_WITHIN).findIndex(isHead)
  const head = rows[at]
  if (head === undefined) return null
  const fields = new Map<number, { key: string; title: string }>()
  const unknown: string[] = []
  for (const [column, title] of head.cells) {
    const key = keyOf(title)
    const isTaken = [...fields.values()].some((field) => field.key === key)
    if (key !== undefined && !isTaken) fields.set(column, { key, title })
    else if (title.trim() !== '') unknown.push(title.trim())
  }
  return {
    name,
    plan:
      plan === null || carried === null
        ? null
        : { id: plan.id, code: plan.code, force: carried.force, asAt: plan.asAt, knownAt: plan.knownAt },
    went: plan === null ? null : (carried?.actions?.get(plan.sheet) ?? null),
    columns: [...fields]
      .map(([column, field]) => ({ ...field, column }))
      .filter(({ key }) => key !== bookKeys.id.key),
    unknown,
    // A head that is repeated, as after pasting, is no action.
    rows: rows
      .slice(at + 1)
      .filter((row) => !isHead(row))
      .flatMap((row) => readRow(row, fields) ?? []),
  }
}

const readRow = (
  { number, cells }: PlainRow,
  fields: ReadonlyMap<number, { readonly key: string }>,
): ReturnedRow | null => {
  const words = Object.fromEntries(
    [...fields].map(([column, { key }]) => [key, (cells.get(column) ?? '').trim()] as const),
  )
  const { [bookKeys.id.key]: id = '', ...said } = words
  const isFilled = Object.entries(said).some(
    ([key, text]) => text !== '' && key !== bookKeys.section.key && key !== 'computed',
  )
  return isFilled ? { number, id: uuid.test(id) ? id.toLowerCase() : null, cells: said } : null
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The plan of a sheet: by its name, else by the ids in it, else the only one that went out. */
const planOf = (
  name: string,
  rows: readonly PlainRow[],
  { plans, actions }: CarriedFound,
): CarriedFound['plans'][number] | null => {
  const named = plans.find((plan) => plan.sheet === name)
  if (named !== undefined) return named
  const words = new Set(rows.flatMap(({ cells }) => [...cells.values()]))
  const byIds = plans.find((plan) => actions?.get(plan.sheet)?.some((id) => words.has(id)))
  return byIds ?? (plans.length === 1 ? (plans[0] ?? null) : null)
}
