import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('calendars and feeds', () => {
  test('an address is made, shown once, opened without a sign-in, and ended', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('link', { name: 'Calendar and data' }).click()
    await page.getByRole('heading', { name: 'Calendars and feeds', level: 1 }).waitFor()
    expect(await page.getByLabel('Of', { exact: true }).inputValue()).toBe('charter')

    await page.getByRole('button', { name: 'Make the address' }).click()
    await page.getByRole('link', { name: 'Enter a name for the feed' }).waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Outlook')
    await page.getByRole('button', { name: 'Make the address' }).click()
    const calendar = await page.getByLabel('Secret address').inputValue()
    expect(calendar).toMatch(new RegExp(`^${house.url}/calendar/[\\w-]{43}\\.ics$`))
    const text = await (await fetch(calendar)).text()
    expect(text).toContain('BEGIN:VEVENT')
    expect(text).not.toContain('DESCRIPTION:The')
    await page.getByRole('button', { name: 'Done' }).click()

    await page.getByLabel('What it gives').selectOption('data')
    await page.getByLabel('Name', { exact: true }).fill('Monthly report')
    await page.getByRole('button', { name: 'Make the address' }).click()
    await page.getByLabel('Table').selectOption('ratings')
    const table = await page.getByLabel('Secret address').inputValue()
    expect(table).toMatch(/\/export\/v1\/[\w-]{43}\/ratings\.csv$/)
    expect((await (await fetch(table)).text()).split('\r\n')[0]).toContain('action_id,address')

    // The address is shown once, and the feed is in the list with its use.
    await page.reload()
    const row = page.getByRole('row', { name: /Monthly report/ })
    await row.waitFor()
    expect(await page.getByLabel('Secret address').count()).toBe(0)
    expect(await row.getByText('Never').count()).toBe(0)
    await row.getByRole('button', { name: 'End Monthly report' }).click()
    await page.getByRole('dialog').getByText('This cannot be undone').waitFor()
    await page.getByRole('button', { name: 'End the feed' }).click()
    await page.getByText('“Monthly report” has ended. Its address opens nothing any more.').waitFor()
    expect((await fetch(table)).status).toBe(404)
    expect((await fetch(calendar)).status).toBe(200)

    // An administrator finds it among everybody's.
    await page.goto(`${house.url}/people`)
    await page
      .getByRole('row', { name: /Outlook/ })
      .getByRole('button', { name: 'End Outlook' })
      .click()
    await page.getByRole('button', { name: 'End the feed' }).click()
    await page.getByText('Nobody has a feed.').waitFor()
    expect((await fetch(calendar)).status).toBe(404)
  })

  test('one action goes into a calendar', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/18`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Add to your calendar' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('beatbook.ics')
  })
})
