import { writeOds } from 'hucre'
import type { OutPlan } from './document.ts'
import { bookSheets } from './workbook.ts'

/** Plans as an OpenDocument spreadsheet: a sheet for each, with real days and numbers. No cell is a formula. */
export const odsOf = (plans: readonly OutPlan[]): Promise<Uint8Array> =>
  writeOds({
    sheets: bookSheets(plans).map(({ name, columns, rows }) => ({
      name,
      columns: columns.map(({ width, hidden, format }) => ({
        width,
        ...(hidden ? { hidden } : {}),
        ...(format === 'day' ? { numFmt: 'dd/mm/yyyy' } : format === 'percent' ? { numFmt: '0%' } : {}),
      })),
      rows: [columns.map(({ title }) => title), ...rows.map(({ values }) => [...values])],
    })),
  })
