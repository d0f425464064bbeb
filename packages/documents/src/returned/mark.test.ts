import excel from 'exceljs'
import { expect, test } from 'vitest'
import { onDay, planOf } from '../../test/random-plan.ts'
import { planOut } from '../out/plan.ts'
import { xlsxOf } from '../out/xlsx.ts'
import { markWorkbook } from './mark.ts'
import { readReturned } from './read.ts'

test('marked cells have a colour and a note, and the rest of the workbook stays', async () => {
  const action = { owners: [], timescale: 'Ongoing' as const, stage: null, progress: null, update: null }
  const { plan, rows } = planOf([
    [
      { ...action, text: 'Hold the lamps', level: 'red' },
      { ...action, text: 'Fit the lamps', level: 'green' },
    ],
  ])
  const bytes = await xlsxOf([planOut({ ...onDay, plan, rows, columns: [] })])
  const before = await readReturned('quays.xlsx', bytes)
  if (!before.ok) throw new Error(JSON.stringify(before.error))
  const [sheet] = before.value.sheets
  const at = sheet?.columns.find(({ key }) => key === 'level')?.column ?? 0
  const mark = { sheet: sheet?.name ?? '', row: 2, column: at, words: '“Purple” is no level.' }
  const marked = await markWorkbook(bytes, [mark])

  const book = new excel.Workbook()
  await book.xlsx.load(marked as unknown as ArrayBuffer)
  const cell = book.getWorksheet(mark.sheet)?.getRow(2).getCell(at)
  expect([cell?.text, JSON.stringify(cell?.note)]).toEqual(['Red', expect.stringContaining('Purple')])
  expect(JSON.stringify(cell?.fill)).toContain('F4CDC6')
  // It is still known, and says the same.
  expect(await readReturned('quays.xlsx', marked)).toEqual(before)
})
