import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('a plan office', () => {
  test('says how much of the work is done, and sees it among the facts and in the history', async ({
    house,
    page,
  }) => {
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

  test('says how severe a check is for a plan, and the check goes by it from then on', async ({
    house,
    page,
    faults,
  }) => {
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

  test('lists who was silent in a reporting period once it is set, and refuses a period that ends before it begins', async ({
    house,
    page,
    faults,
  }) => {
    await page.goto(`${house.url}/plans/charter`)
    await page.getByText('Check the plan', { exact: true }).click()
    await page.getByText('Not checked without a reporting period').waitFor()
    await page.getByLabel('Reporting period from').fill('2026-10-31')
    await page.getByLabel('to', { exact: true }).fill('1/10/2026')
    await page.keyboard.press('Tab')
    await page.getByText('The period ends before it begins').waitFor()
    await page.getByLabel('Reporting period from').fill('1 October 2026')
    await page.getByLabel('to', { exact: true }).fill('last month end')
    await page.keyboard.press('Tab')
    await page.locator('.violations summary', { hasText: /period/i }).waitFor()
    expect(await page.getByText('Not checked without a reporting period').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
