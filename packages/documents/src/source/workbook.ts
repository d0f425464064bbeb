import { isGivenDay } from '@beatbook/domain'
import {
  type Cell,
  EncryptedFileError,
  type CellValue as Found,
  formatValue,
  isDateFormat,
  parseRange,
  readXlsx,
  type Sheet,
  serialToDate,
} from 'hucre'
import { CARRIED_PROPERTY } from '../carried/carried.ts'
import { OverLimit, within } from './limits.ts'

/** A workbook as needed here; the only file that reads with the library. */
export interface Workbook {
  readonly sheets: readonly WorkbookSheet[]
  /** The document property in which a workbook of ours says what it is (`carriedIn`); `null` where it has none. */
  readonly carried: string | null
}
export interface WorkbookSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: WorkbookRow[]
  /** Comments and text boxes. */
  readonly remarks: {
    readonly part: 'comment' | 'text box'
    readonly text: string
    readonly row: number
    readonly column: number
  }[]
}
export interface WorkbookRow {
  /** From 1. */
  readonly number: number
  /** Hidden by a person; rows hidden only by a filter are not. */
  readonly hidden: boolean
  readonly header: boolean
  /** All cells up to the last non-empty one; `covered` ones are under a merged cell. */
  readonly cells: WorkbookCell[]
}
export interface WorkbookCell {
  readonly column: number
  readonly text: string
  /** Text struck out next to other text. */
  readonly struck: string
  readonly value?: CellValue
  readonly colSpan: number
  readonly rowSpan: number
  readonly covered: boolean
}
export type CellValue =
  | { readonly number: number }
  | { readonly date: string }
  | { readonly boolean: boolean }

/**
 * Reads a workbook's sheets, including hidden ones, as displayed: formatted numbers, dates as ISO days,
 * formulas as their last result.
 */
export const readWorkbook = async (bytes: Uint8Array): Promise<Workbook | 'encrypted' | 'broken-archive'> => {
  try {
    const book = await readXlsx(bytes, { readStyles: true })
    const carried = book.properties?.custom?.[CARRIED_PROPERTY]
    return {
      sheets: book.sheets.map((sheet) => readSheet(sheet, book.dateSystem === '1904')),
      carried: typeof carried === 'string' ? carried : null,
    }
  } catch (error) {
    if (error instanceof OverLimit) throw error
    // Any other error of the library means a damaged file.
    return error instanceof EncryptedFileError ? 'encrypted' : 'broken-archive'
  }
}

const readSheet = (sheet: Sheet, from1904: boolean): WorkbookSheet => {
  let characters = 0
  const merges = mergesOf(sheet)
  const filtered = rangesOf([sheet.autoFilter?.range, ...(sheet.tables ?? []).map((table) => table.range)])
  const headers = new Set(rangesOf((sheet.tables ?? []).map((table) => table.range)).map(([from]) => from))
  const rows = sheet.rows.map((values, at): WorkbookRow => {
    const end = values.findLastIndex(
      (value, column) => (value !== null && value !== '') || sheet.cells?.has(`${at},${column}`),
    )
    const cells = values.slice(0, end + 1).map((value, column): WorkbookCell => {
      const merge = merges.get(`${at},${column}`)
      return {
        column: column + 1,
        ...readCell(sheet.cells?.get(`${at},${column}`), value, from1904),
        colSpan: merge?.colSpan ?? 1,
        rowSpan: merge?.rowSpan ?? 1,
        covered: merge?.covered ?? false,
      }
    })
    const last = cells.findLastIndex((cell) => cell.text !== '' || cell.struck !== '')
    for (const { text } of cells) characters += text.length
    within('characters', characters)
    const hidden =
      sheet.rowDefs?.get(at)?.hidden === true && !filtered.some(([from, to]) => at > from && at <= to)
    return { number: at + 1, hidden, header: headers.has(at), cells: cells.slice(0, last + 1) }
  })
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows,
    remarks: remarksOf(sheet),
  }
}

const rangesOf = (ranges: (string | undefined)[]): [number, number][] =>
  ranges.flatMap((range) => {
    if (range === undefined) return []
    const { startRow, endRow } = parseRange(range)
    return [[startRow, endRow] satisfies [number, number]]
  })

/** Merged cells by position, cut to the non-empty part of the sheet. */
const mergesOf = (sheet: Sheet): Map<string, { colSpan: number; rowSpan: number; covered: boolean }> => {
  const merges = new Map<string, { colSpan: number; rowSpan: number; covered: boolean }>()
  let area = 0
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0)
  for (const { startRow, startCol, endRow, endCol } of sheet.merges ?? []) {
    const lastRow = Math.min(endRow, sheet.rows.length - 1)
    const lastColumn = Math.min(endCol, width - 1)
    area += Math.max(0, lastRow - startRow + 1) * Math.max(0, lastColumn - startCol + 1)
    within('area', area)
    for (let row = startRow; row <= lastRow; row++) {
      for (let column = startCol; column <= lastColumn; column++) {
        const first = row === startRow && column === startCol
        merges.set(`${row},${column}`, {
          colSpan: first ? lastColumn - startCol + 1 : 1,
          rowSpan: first ? lastRow - startRow + 1 : 1,
          covered: !first,
        })
      }
    }
  }
  return merges
}

const readCell = (
  cell: Cell | undefined,
  found: Found,
  from1904: boolean,
): { text: string; struck: string; value?: CellValue } => {
  const said = cell?.style?.numFmt ?? 'General'
  const format = said.length > longestFormat ? 'General' : said
  const value = found ?? cell?.value ?? cell?.formulaResult ?? null
  if (value instanceof Date) return { struck: '', ...displayedDate(value, format) }
  if (typeof value === 'boolean')
    return { text: value ? 'TRUE' : 'FALSE', struck: '', value: { boolean: value } }
  if (typeof value === 'number') {
    if (isDateFormat(format) && value >= 1)
      return { struck: '', ...displayedDate(serialToDate(value, from1904), format) }
    return { text: displayedNumber(value, format), struck: '', value: { number: value } }
  }
  const runs = cell?.richText ?? []
  if (typeof value === 'string' && runs.some((run) => run.font?.strikethrough)) {
    const remaining = runs.filter((run) => !run.font?.strikethrough).map((run) => run.text)
    const struck = runs.filter((run) => run.font?.strikethrough).map((run) => run.text)
    if (remaining.join('').trim() !== '') return { text: remaining.join(''), struck: struck.join(' ') }
  }
  return { text: value ?? (cell?.formula ? `=${cell.formula}` : ''), struck: '' }
}

/** Excel's limit for a number format. */
const longestFormat = 255

/**
 * A day as an ISO date; a format without a day means a month or a year, and is read so. A day out of range
 * (`isGivenDay`) is text without a value.
 */
const displayedDate = (date: Date, format: string): { text: string; value?: CellValue } => {
  if (Number.isNaN(date.getTime())) return { text: 'Invalid date' }
  const iso = date.toISOString()
  // Years with more than four digits have a sign.
  if (!/^\d/.test(iso)) return { text: 'Invalid date' }
  const code = format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').split(';')[0] ?? ''
  if (!/[dh]/i.test(code) && /y/i.test(code))
    return { text: formatValue(date, /m/i.test(code) ? 'mmm yyyy' : 'yyyy') }
  if (!/[dmy]/i.test(code.replace(/h+:m+|m+:s+/gi, ''))) return { text: iso.slice(11, 16) }
  const time = iso.slice(11, 16) === '00:00' ? '' : ` ${iso.slice(11, 16)}`
  const day = iso.slice(0, 10)
  return { text: day + time, ...(isGivenDay(day) ? { value: { date: day } } : {}) }
}

const displayedNumber = (number: number, format: string): string => {
  const exact = String(Number(number.toPrecision(15)))
  if (format === 'General') return exact
  // The library drops the currency in `[$£-809]`.
  const shown = formatValue(number, format.replace(/\[\$([^\]-]*)[^\]]*\]/g, '"$1"')).trim()
  return shown === '' ? exact : shown
}

const remarksOf = (sheet: Sheet): WorkbookSheet['remarks'] => {
  const comments = [...(sheet.cells ?? [])].flatMap(([key, cell]) => {
    const [row = 0, column = 0] = key.split(',').map(Number)
    // Excel stores a placeholder with this text beside a threaded comment.
    return cell.comment && !cell.comment.text.startsWith('[Threaded comment]')
      ? [{ part: 'comment' as const, text: cell.comment.text, row: row + 1, column: column + 1 }]
      : []
  })
  const threads = (sheet.threadedComments ?? []).map((comment) => {
    const at = comment.ref ? parseRange(comment.ref) : { startRow: 0, startCol: 0 }
    return { part: 'comment' as const, text: comment.text, row: at.startRow + 1, column: at.startCol + 1 }
  })
  const boxes = (sheet.textBoxes ?? []).map((box) => ({
    part: 'text box' as const,
    text: box.text,
    row: box.anchor.from.row + 1,
    column: box.anchor.from.col + 1,
  }))
  return [...comments, ...threads, ...boxes]
}
