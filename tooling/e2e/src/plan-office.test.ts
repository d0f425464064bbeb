import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWindow, describeInBrowser, openBrowser } from './browser.ts'
import { type House, openHouse, setUpServer, signIn } from './house.ts'

describeInBrowser('a plan office', () => {
  let house: House
  let browser: Browser
  let page: Page
  let faults: string[]

  beforeAll(async () => {
    house = await openHouse()
    await setUpServer(house)
    browser = await openBrowser()
    const window = await aWindow(browser)
    faults = window.faults
    page = await window.context.newPage()
    await signIn(page, house)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })

  test('says how much of the work is done, and sees it among the facts and in the history', async () => {
    await page.goto(`${house.url}/plans/charter/20`)
    await page.getByRole('button', { name: 'Record an update' }).click()
    await page.getByLabel('Share done, per cent (optional)').fill('140')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page
      .locator('.govuk-error-summary', { hasText: 'Write the share done as a whole number from 0 to 100' })
      .waitFor()
    await page.getByLabel('Share done, per cent (optional)').fill('40%')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByText('The update was recorded.').waitFor()
    await page.locator('.facts', { hasText: 'Share done40%' }).waitFor()
    await page.locator('.timeline', { hasText: 'Work done 40%' }).waitFor()
  })

  test('says how severe a check is for a plan, and the check goes by it from then on', async () => {
    await page.goto(`${house.url}/plans/charter`)
    const open = async () => {
      await page.getByText('Check the plan', { exact: true }).click()
      await page.locator('.violations').first().waitFor()
    }
    await open()
    await page.locator('.violations summary', { hasText: 'No date' }).waitFor()
    await page.getByText('Severity of each check for this plan').click()
    await page.getByLabel('No date', { exact: true }).selectOption('off')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.locator('.violations summary', { hasText: 'No date' }).waitFor({ state: 'detached' })
    await page.reload()
    await open()
    expect(await page.locator('.violations summary', { hasText: 'No date' }).count()).toBe(0)
    await page.getByText('Severity of each check for this plan').click()
    expect(await page.getByLabel('No date', { exact: true }).inputValue()).toBe('off')
    expect(faults).toEqual([])
  })

  test('lists who was silent in a reporting period once it is set, and refuses a period that ends before it begins', async () => {
    await page.goto(`${house.url}/plans/charter`)
    await page.getByText('Check the plan', { exact: true }).click()
    await page.getByText('Not checked without a reporting period').waitFor()
    await page.getByLabel('Reporting period from').fill('2026-10-31')
    await page.getByLabel('to', { exact: true }).fill('2026-10-01')
    await page.getByText('The period ends before it begins.').waitFor()
    await page.getByLabel('Reporting period from').fill('2026-10-01')
    await page.getByLabel('to', { exact: true }).fill('2026-10-31')
    await page.locator('.violations summary', { hasText: /period/i }).waitFor()
    expect(await page.getByText('Not checked without a reporting period').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
