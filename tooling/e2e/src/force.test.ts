import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWindow, describeInBrowser, openBrowser } from './browser.ts'
import { furnish, type House, openHouse, signIn } from './house.ts'

describeInBrowser('the force and its settings', () => {
  let house: House
  let browser: Browser
  beforeAll(async () => {
    house = await openHouse()
    await furnish(house)
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })

  test('an administrator gives it a name from a day ahead, changes its settings, and finds both in its history', async () => {
    const { context } = await aWindow(browser)
    const page = await context.newPage()
    await signIn(page, house)
    await page.goto(`${house.url}/force`)
    await page.getByRole('heading', { name: 'The force', level: 1 }).waitFor()

    const name = page.getByRole('form', { name: 'Change the name of the force' })
    await name.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Fill in “Name”').waitFor()
    await name.getByLabel('Name').fill('Arden Vale and Bridewell Police')
    await name.getByLabel('From (optional)').fill('2199-04-01')
    await name.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The name of the force was saved.').waitFor()
    await page.getByText('From 1 April 2199', { exact: true }).waitFor()

    const settings = page.getByRole('form', { name: 'Change the force’s settings' })
    await settings.getByLabel('Priorities (optional)').fill('must\nshould\ncould')
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The settings were changed.').waitFor()
    await page.getByText('must, should, could').first().waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThanOrEqual(4)

    // A command without a page of its own has a form, which the palette leads to.
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('clock')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Accept the server’s clock', level: 1 }).waitFor()
  })
})
