import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const picture = { name: 'doorbell.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a picture') }
const register = { name: 'register.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a register') }
const program = { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') }

const test = opened(inHouse)

describeInBrowser('files and links', () => {
  test('several files are sent at once, one of them is refused, and those kept are attached and saved', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans/charter/7`)
    await page.getByRole('button', { name: 'Attach a file or a web link' }).click()
    const form = page.getByRole('form', { name: 'Attach a file or a web link' })
    await form.getByLabel('Drop files here, or choose them').setInputFiles([picture, program, register])
    await form.getByText('“setup.exe” is of a kind that cannot be attached').waitFor()
    await form.getByRole('button', { name: 'Attach', exact: true }).click()
    await form.getByText('Remove the files that were not kept').first().waitFor()
    await form.getByRole('button', { name: 'Remove “setup.exe”' }).click()
    const items = form.getByRole('list', { name: 'To be attached' }).getByRole('listitem')
    expect(await items.count()).toBe(2)
    await items.nth(0).getByLabel('Title').fill('The front desk')
    await items.nth(0).getByLabel('Evidence that something was done').check()
    await items.nth(0).getByLabel('Done on').fill('1 July 2026')
    await form.getByRole('button', { name: 'Attach', exact: true }).click()
    await page.getByText('2 files and links were attached.').waitFor()
    const evidence = page.getByRole('list', { name: 'Evidence' })
    await evidence.getByText('Evidence of 1 July 2026').waitFor()
    const saving = page.waitForEvent('download')
    await evidence.getByRole('link', { name: 'The front desk' }).click()
    const download = await saving
    expect(download.suggestedFilename()).toBe('doorbell.jpg')
    expect(readFileSync(await download.path(), 'utf8')).toBe('a picture')
  })

  test('files are dropped on the form of an update, and the complete action says by what evidence', async ({
    house,
    page,
    faults,
  }) => {
    await page.getByRole('button', { name: 'Record an update' }).click()
    const form = page.getByRole('form', { name: 'Record an update' })
    await form.getByLabel('What happened').fill('All fitted')
    await form.getByLabel('Stage').selectOption('complete')
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['minutes of the board'], 'minutes.txt', { type: 'text/plain' }))
      return transfer
    })
    // The file takes its time, and the update waits for it.
    await page.route(/\/api\/files\?name=/, async (route) => {
      await wait(1_500)
      await route.continue()
    })
    await form.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped })
    const item = form.getByRole('list', { name: 'To be attached' }).getByRole('listitem')
    await item.getByLabel('Evidence that something was done').check()
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    await form.getByText('This is saved as soon as the files are sent.').waitFor()
    await page.getByText('The update was recorded.').waitFor()
    await page.unrouteAll()
    await page
      .getByRole('list', { name: 'Files and links of this update' })
      .getByText('minutes.txt')
      .waitFor()
    await page
      .getByText(
        /Complete since .*: “All fitted”; evidence: “The front desk” of 1 July 2026 and “minutes\.txt”/,
      )
      .waitFor()
    // The panel beside the grid has the same section.
    await page.goto(`${house.url}/plans/charter?evidence=yes`)
    await page.getByText('With evidence').first().waitFor()
    await page.getByRole('link', { name: /^7/ }).first().waitFor()
    expect(faults).toEqual([])
  })
})
