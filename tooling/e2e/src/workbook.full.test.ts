import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import excel from 'exceljs'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('a workbook that is taken out and comes back', () => {
  test('what was changed in it is shown beside the plan, applied, and undone', async ({
    house,
    page,
    faults,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'beatbook-workbook-'))
    try {
      await page.goto(`${house.url}/plans/charter`)
      await page.locator('tr.grid-row').nth(1).waitFor()
      await page.getByRole('button', { name: 'Take out …' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('The actions of').waitFor()
      const downloading = page.waitForEvent('download')
      await dialog.getByRole('button', { name: 'Take out', exact: true }).click()
      const download = await downloading
      expect(download.suggestedFilename()).toMatch(/^charter \d{4}-\d\d-\d\d\.xlsx$/)
      const path = join(folder, 'charter.xlsx')
      await download.saveAs(path)
      await dialog.getByText(/\d+ actions\./).waitFor()
      await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

      const book = new excel.Workbook()
      await book.xlsx.load(readFileSync(path) as unknown as ArrayBuffer)
      const sheet = book.worksheets[0]
      if (sheet === undefined) throw new Error('no sheet')
      const head = sheet.getRow(1).values as unknown[]
      const cell = (row: number, title: string) => sheet.getRow(row).getCell(head.indexOf(title))
      cell(2, 'Action').value = `${cell(2, 'Action').text} and say so`
      cell(3, 'New update').value = 'Asked the first ten stations'
      cell(4, 'RAG').value = 'Purple'
      writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()))
      // Meanwhile somebody changes the first action here too.
      const ref = cell(2, 'Ref').text
      await page.goto(`${house.url}/plans/charter/${ref}`)
      await page.getByRole('button', { name: 'Edit', exact: true }).click()
      await page.locator('textarea').first().fill('Changed here meanwhile')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Changed here meanwhile').first().waitFor()

      await page.goto(`${house.url}/workbooks`)
      await page.locator('#file').setInputFiles(path)
      await page.getByRole('heading', { name: /charter\.xlsx/ }).waitFor()
      await page.getByText('Conflict', { exact: true }).waitFor()
      await page.getByText('“Purple” is none of').waitFor()
      const take = page.getByRole('checkbox', { name: 'Take Action of row 2' })
      expect(await take.isChecked()).toBe(false)
      await take.check()
      await page.getByRole('button', { name: 'Apply 2 rows' }).click()
      await page.getByText('The workbook was applied.').waitFor()
      await page.goto(`${house.url}/plans/charter/${ref}`)
      await page.getByText('and say so').first().waitFor()
      await page.getByText('From the workbook “charter.xlsx”').first().waitFor()

      // The same file once more says that all of it is there, but for what meant nothing.
      await page.goto(`${house.url}/workbooks`)
      await page.locator('#file').setInputFiles(path)
      await page.getByText('1 action changed').waitFor()
      expect(faults).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)
})
