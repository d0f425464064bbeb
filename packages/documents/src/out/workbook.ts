import type { IsoDate } from '@beatbook/domain'
import { ABOUT_SHEET, CARRIED_SHEET, LISTS_SHEET } from '../carried/carried.ts'
import { bookKeys } from '../carried/titles.ts'
import { escapeFormula } from '../source/formula.ts'
import { type Cell, dayAsTyped, type OutColumn, type OutPlan, type OutRow } from './document.ts'

/** A value as a workbook has it: words, a number with its format, a day, or nothing. */
export type BookValue = string | number | Date | null

/** A sheet of a workbook, whatever program or format it is written for. */
export interface BookSheet {
  readonly name: string
  readonly columns: readonly BookColumn[]
  /** Without the head. */
  readonly rows: readonly { readonly values: readonly BookValue[]; readonly struck: boolean }[]
}

export interface BookColumn {
  /** The field: a key of `outFields`, `column:CODE`, or one of `bookKeys`. */
  readonly key: string
  readonly title: string
  readonly hidden: boolean
  /** In characters. */
  readonly width: number
  /** How a number or a day is shown. */
  readonly format: 'text' | 'day' | 'percent' | 'number'
  /** What can be chosen in its cells; `only` where nothing else fits. */
  readonly choices: OutColumn['choices']
}

/** The plans as sheets: one for each, with a section as a column, room for an update, and the ids. */
export const bookSheets = (plans: readonly OutPlan[]): BookSheet[] => {
  const taken = new Set<string>([CARRIED_SHEET, ABOUT_SHEET, LISTS_SHEET].map((name) => name.toLowerCase()))
  return plans.map((plan) => {
    const withSection = plan.sections.some(({ title }) => title !== null)
    const columns: BookColumn[] = [
      ...(withSection
        ? [
            bookColumn({
              ...bookKeys.section,
              choices: { values: plan.sections.flatMap(({ title }) => title ?? []), only: false },
            }),
          ]
        : []),
      ...plan.columns.map((column, at) => bookColumn(column, formatOf(plan, at))),
      bookColumn(bookKeys.newUpdate),
      { ...bookColumn(bookKeys.id), hidden: true },
    ]
    const valuesOf = (section: string | null, row: OutRow): BookValue[] => [
      ...(withSection ? [section === null ? null : bookWords(section)] : []),
      ...row.cells.map(bookValue),
      null,
      row.id,
    ]
    return {
      name: sheetName(plan.title, taken),
      columns,
      rows: plan.sections.flatMap(({ title, rows }) =>
        rows.map((row) => ({ values: valuesOf(title, row), struck: row.withdrawn })),
      ),
    }
  })
}

const bookColumn = (
  { key, title, choices }: OutColumn,
  format: BookColumn['format'] = 'text',
): BookColumn => ({ key, title, hidden: false, width: widths[key] ?? 18, format, choices })

const widths: Readonly<Record<string, number>> = {
  section: 22,
  ref: 8,
  text: 60,
  owners: 28,
  timescale: 22,
  earliest: 12,
  latest: 12,
  level: 12,
  computed: 14,
  progress: 11,
  success: 36,
  update: 50,
  'new-update': 40,
}

/** How the values of a column are shown: as its first filled cell. */
const formatOf = ({ sections }: OutPlan, at: number): BookColumn['format'] => {
  for (const { rows } of sections)
    for (const { cells } of rows) {
      const cell = cells[at] ?? null
      if (cell === null) continue
      return 'day' in cell ? 'day' : 'percent' in cell ? 'percent' : 'number' in cell ? 'number' : 'text'
    }
  return 'text'
}

const bookValue = (cell: Cell): BookValue => {
  if (cell === null) return null
  if ('number' in cell) return cell.number
  if ('percent' in cell) return cell.percent / 100
  if ('day' in cell)
    return inSpreadsheets(cell.day) ? new Date(`${cell.day}T00:00:00Z`) : dayAsTyped(cell.day)
  return bookWords(cell.words)
}

/** The longest text of a cell in Excel. */
const LONGEST = 32_767

/** What XML has no way to write: control characters and halves of pairs. */
const unwritable = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu

const bookWords = (words: string): string => {
  const text = escapeFormula(words.replace(unwritable, '').replace(/\r\n?/g, '\n'))
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 2)} …`
}

/** Whether a spreadsheet has the day: Excel begins in 1900, and counts its first two months wrongly. */
const inSpreadsheets = (day: IsoDate): boolean => day >= '1900-03-01'

/** A name for a sheet as Excel takes it, that no other one has. */
const sheetName = (title: string, taken: Set<string>): string => {
  const plain =
    title
      .replace(unwritable, '')
      .replace(/[\\/?*[\]:]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 31)
      .trim() || 'Plan'
  for (let count = 1; ; count++) {
    const ending = count === 1 ? '' : ` ${count}`
    const name = plain.slice(0, 31 - ending.length) + ending
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}
