import { expect } from 'vitest'
import { aWindow, describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('several windows', () => {
  test('of one browser share one connection, and receive each other’s updates', async ({
    house,
    window,
    page: first,
  }) => {
    const connections: string[] = []
    window.context.on(
      'request',
      (request) => request.url().includes('/trpc/live.changes') && connections.push(request.url()),
    )
    await first.goto(`${house.url}/plans`)
    await first.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    const second = await window.context.newPage()
    await second.goto(`${house.url}/plans/charter/32`)
    await second.getByRole('button', { name: 'Record an update' }).click()
    await second.getByLabel('What happened').fill('Told to the other window')
    await second.getByLabel('Declared level').selectOption('red')
    await second.getByRole('radio', { name: 'No' }).check()

    await first.goto(`${house.url}/plans/charter/32`)
    await first.getByRole('heading', { name: 'History' }).waitFor()
    await second.getByRole('button', { name: 'Record', exact: true }).click()
    await first.locator('.timeline li', { hasText: 'Told to the other window' }).waitFor()
    await second.locator('.timeline li', { hasText: 'Told to the other window' }).waitFor()
    // The first window closed the connection when it was reloaded; at any time one of the two had it.
    expect(connections.length).toBeLessThanOrEqual(2)
  })

  test('that were open before somebody else’s edit show what changed since', async ({
    house,
    browser,
    window,
  }) => {
    const stale = (await aWindow(browser, { storageState: await window.context.storageState() })).context
    const page = await stale.newPage()
    await page.goto(`${house.url}/plans/charter/30`)
    await page.getByRole('button', { name: 'Record an update' }).click()
    await page.getByLabel('What happened').fill('Mine')
    await page.getByLabel('Declared level').selectOption('red')
    await page.getByRole('radio', { name: 'No' }).check()

    const [other] = window.context.pages()
    if (!other) throw new Error('The other window is gone')
    await other.goto(`${house.url}/plans/charter/30`)
    await other.getByRole('button', { name: 'Record an update' }).click()
    await other.getByLabel('What happened').fill('Theirs')
    await other.getByLabel('Declared level').selectOption('amber')
    await other.getByRole('button', { name: 'Record', exact: true }).click()
    await page.locator('.timeline li', { hasText: 'Theirs' }).waitFor()

    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page
      .locator('.govuk-error-summary', { hasText: 'Somebody changed the level since you opened this' })
      .waitFor()
    expect(await page.getByLabel('What happened').inputValue()).toBe('Mine')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.locator('.timeline li', { hasText: 'Mine' }).waitFor()
    await stale.close()
  })

  test('say so when the server is gone', async ({ house, window }) => {
    const [page] = window.context.pages()
    if (!page) throw new Error('The window is gone')
    await page.goto(`${house.url}/plans`)
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await house.stop()
    await page.getByText('The server cannot be reached.').waitFor()
  })
})
