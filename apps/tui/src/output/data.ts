import type { Instant, IsoDate } from '@beatbook/domain'
import { type Format, fieldsUsed, formatUsed, takeNotes, type Wanted } from './format.ts'
import { type ShapeName, shapes } from './kinds.ts'
import { printJson, say, warn } from './print.ts'
import type { DataOf } from './schemas.ts'

/**
 * How much of a list was printed: the rows, how many there are (`null`: not counted), and what `--next` takes
 * for those after them (`null`: there are none).
 */
export interface Page {
  readonly returned: number
  readonly total: number | null
  readonly next: string | null
}

/** What an envelope says beside its data; each has its usual value where it is left out. */
interface Around {
  readonly asAt?: IsoDate | null
  readonly knownAt?: Instant | null
  /** What there is beyond the rows of the data; left out where they are all. */
  readonly page?: Pick<Page, 'total' | 'next'>
}

/** Whether this command prints data for programs. */
export const forPrograms = (): boolean => formatUsed() !== 'text'

/**
 * Prints the data of a verb for programs: one envelope on a line, or with `--jsonl` one row on each. The data
 * are those of the schema that `beatbook schema` prints, limited to `--fields`.
 */
export const printData = <S extends ShapeName>(shape: S, data: DataOf<S>, around: Around = {}): void =>
  printList(shapes[shape], data as Readonly<Record<string, unknown>>, around)

/** As `printData`, for data whose kind is only known when it is printed. */
export const printList = (
  { kind, rows: list }: { readonly kind: string; readonly rows: string | null },
  data: Readonly<Record<string, unknown>>,
  { asAt = null, knownAt = null, page: given }: Around = {},
): void => {
  const { rows, data: limited } = limitedTo(fieldsUsed(), list, data)
  const page = { total: rows.length, next: null, ...given, returned: rows.length }
  const { returned, total, next } = page
  const format: Format = formatUsed()
  const left = leftSentence(page)
  if (left !== null) warn(left)
  if (format === 'jsonl') for (const row of rows) printJson(row)
  else
    printJson({
      v: ENVELOPE,
      kind,
      asAt,
      knownAt,
      data: limited,
      page: { returned, total, next },
      notes: [...(left === null ? [] : [{ code: 'rows-left', message: left }]), ...takeNotes()],
    })
}

/** The version of the envelope. */
export const ENVELOPE = 2

/** Says what a list left out; `null` where it has all there is. */
export const leftSentence = ({ returned, total, next }: Page): string | null =>
  next === null
    ? null
    : `${returned} ${returned === 1 ? 'row' : 'rows'}${total === null ? '' : ` of ${total}`}; there are more. Use --all for every row, or --next for the rows after these.`

/** Says on a terminal what a list left out. */
export const sayLeft = (page: Page): void => {
  const left = leftSentence(page)
  if (left !== null) say(left)
}

const limitedTo = (
  wanted: Wanted | null,
  list: string | null,
  data: Readonly<Record<string, unknown>>,
): { readonly rows: readonly unknown[]; readonly data: unknown } => {
  const all = list === null ? [data] : (data[list] as readonly unknown[])
  if (wanted === null) return { rows: all, data }
  const rows = all.map((row) => fieldsOf(row, wanted))
  return { rows, data: list === null ? rows[0] : { ...data, [list]: rows } }
}

/** A value with only the wanted fields, in the order in which they were asked for; in a list, of each entry. */
export const fieldsOf = (value: unknown, wanted: Wanted | true): unknown => {
  if (wanted === true || value === null || value === undefined) return value ?? null
  if (Array.isArray(value)) return value.map((entry) => fieldsOf(entry, wanted))
  return Object.fromEntries(
    Object.entries(wanted).map(([field, of]) => [
      field,
      fieldsOf((value as Readonly<Record<string, unknown>>)[field], of),
    ]),
  )
}
