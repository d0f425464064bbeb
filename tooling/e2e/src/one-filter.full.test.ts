import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('one filter', () => {
  test('the grid, the board, the timeline, the calendar, the road map, the comparison and the trends take one filter', async ({
    house,
    page,
  }) => {
    const refsOn = async (list: string, view: string, rows: string) => {
      await page.goto(`${house.url}${list}?due-from=2026-12-01&due-by=2026-12-31&month=2026-12${view}`)
      await page.locator(rows).first().waitFor()
      const links = page.locator(`${rows} a[href*="/plans/"]`)
      const hrefs = await links.evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).pathname))
      return [...new Set(hrefs)].sort()
    }
    for (const [list, least] of [
      ['/plans/charter', 3],
      ['/actions', 4],
    ] as const) {
      const grid = await refsOn(list, '', 'tr.grid-row')
      expect(grid.length).toBeGreaterThanOrEqual(least)
      expect(await refsOn(list, '&view=board', '.card')).toEqual(grid)
      expect(await refsOn(list, '&view=timeline', '.timeline-table tbody tr')).toEqual(grid)
      expect(await refsOn(list, '&view=calendar', '.month li')).toEqual(grid)
      expect(await refsOn(list, '&view=roadmap', '.road-map li')).toEqual(grid)
    }

    // A comparison lists of them what differs; the trends count them.
    const grid = await refsOn('/plans/charter', '', 'tr.grid-row')
    const compared = await refsOn('/plans/charter', '&view=compare&from=2026-06-30', '.compared tbody tr')
    expect(compared.length).toBeGreaterThan(0)
    // One that was open in June is complete now.
    expect(compared.filter((href) => !grid.includes(href))).toContain('/plans/charter/21')
    await page.getByText('Its stage was not stated and is complete.').waitFor()
    await page.goto(
      `${house.url}/plans/charter?due-from=2026-12-01&due-by=2026-12-31&view=trends&by=declared`,
    )
    await page.getByText('The numbers as a table').click()
    const ahead = page.locator('.numbers tbody tr', { hasText: '(forecast)' }).first()
    await ahead.waitFor()
    expect(await ahead.locator('td').last().textContent()).toBe(String(grid.length))
    await page.getByRole('button', { name: /^Remove the filter Due from/ }).click()
    await page.getByRole('button', { name: /^Remove the filter Due by/ }).click()
    await expect
      .poll(async () => Number(await ahead.locator('td').last().textContent()), { timeout: 30_000 })
      .toBeGreaterThan(30)
  })
})
