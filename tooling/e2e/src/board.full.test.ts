import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

/** Looks at the page as it is printed. */
const test = opened(
  inHouse.extend('onPaper', async ({ page }, { onCleanup }) => {
    onCleanup(() => page.emulateMedia({ media: 'screen' }))
    return () => page.emulateMedia({ media: 'print' })
  }),
)

describeInBrowser('the preparation of a board', () => {
  const rows = (page: Page) => page.locator('tr.grid-row')

  test('every red of the force is one list, saved as a view, and each says why it is red', async ({
    page,
    house,
  }) => {
    await page.getByRole('link', { name: 'All actions' }).click()
    await page.getByRole('heading', { name: 'All actions', level: 1 }).waitFor()
    await page.locator('#typed').fill('rules:red')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Remove the filter By the rules: Red' }).waitFor()
    const [, count = ''] =
      /^(\d+) actions/.exec(
        (await page.locator('.count', { hasText: /^\d+ actions$/ }).textContent())?.trim() ?? '',
      ) ?? []
    await expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(Number(count))
    const plans = await rows(page)
      .getByRole('link', { name: /^[a-z-]+\/\d/ })
      .allInnerTexts()
    expect(new Set(plans.map((address) => address.split('/')[0])).size).toBeGreaterThan(1)

    await page.getByRole('button', { name: 'Save view …' }).click()
    await page.getByLabel('Name').fill('Reds for the board')
    await page.getByLabel(/^Share it with everybody/).check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const view = page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: 'Reds for the board' })
    await view.waitFor()
    await page.goto(`${house.url}/plans`)
    await view.click()
    await page.getByRole('button', { name: 'Remove the filter By the rules: Red' }).waitFor()
    await expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(Number(count))

    for (const why of await page.getByRole('button', { name: /^Why \S+ is Red by the rules/ }).all())
      await why.click()
    const reasons = page.locator('.why-lines', { hasText: /Red because / })
    await expect.poll(() => reasons.count(), { timeout: 30_000 }).toBe(Number(count))
  })

  test('the paper of those reds has all of them, their reasons, and nothing to press', async ({
    page,
    onPaper,
  }) => {
    const shown = await rows(page).count()
    await onPaper()
    expect(await rows(page).filter({ visible: true }).count()).toBe(shown)
    expect(
      await page
        .locator('.why-lines', { hasText: /Red because / })
        .filter({ visible: true })
        .count(),
    ).toBe(shown)
    // The headings of the table, and what the list is narrowed to, are words on paper.
    const pressed = page
      .locator('button:not(th button, .chip), summary, input, select')
      .filter({ visible: true })
    expect(await pressed.allInnerTexts()).toEqual([])
    await page.locator('.chip', { hasText: 'By the rules: Red' }).waitFor()
    expect(await page.getByText('×').filter({ visible: true }).count()).toBe(0)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
  })

  test('two dates are compared, and each difference names what it was and what it is', async ({
    page,
    house,
  }) => {
    await page.goto(`${house.url}/plans/charter?view=compare`)
    await page.getByLabel('From the end of').fill('2026-06-30')
    await page.getByLabel('To the end of').fill('2026-09-30')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    await page.waitForURL(/from=2026-06-30&to=2026-09-30/)
    const differing = page.locator('.compared tbody tr')
    await differing.first().waitFor()
    const [chip] = await page.getByRole('list', { name: 'What became of them' }).getByRole('link').all()
    if (chip === undefined) throw new Error('nothing became of anything')
    const [, became] = /(\d+)$/.exec((await chip.textContent())?.trim() ?? '') ?? []
    await chip.click()
    await expect.poll(() => differing.count(), { timeout: 30_000 }).toBe(Number(became))
  })

  test('trends count the levels of every day, and say what turns red and when', async ({ page, house }) => {
    await page.goto(`${house.url}/plans/charter?view=trends&asAt=2026-10-31`)
    await page.getByText('The numbers as a table').click()
    const numbers = page.getByRole('table', { name: /^Actions at each level/ })
    await numbers.getByRole('rowheader', { name: /^31 Oct 2026/ }).waitFor()
    const sums = await numbers
      .locator('tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('td')].map((each) => Number(each.textContent))),
      )
    expect(sums.length).toBeGreaterThan(12)
    for (const counts of sums)
      expect(counts.slice(0, -1).reduce((sum, each) => sum + each)).toBe(counts.at(-1))
    await page.locator('.turning tbody tr', { hasText: 'Red' }).first().waitFor()
  })

  test('what changed since the last board is listed, and leads to its rows', async ({
    page,
    house,
    faults,
  }) => {
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('summary', { hasText: 'What changed, what turns' }).click()
    await page.getByLabel('Changed since the end of').fill('2026-09-30')
    await page.keyboard.press('Tab')
    const changed = page.locator('.short-lists a[href*="from=2026-09-30"]')
    await changed.first().waitFor()
    const [, count] = /: (\d+)$/.exec((await changed.first().textContent())?.trim() ?? '') ?? []
    await changed.first().click()
    await expect
      .poll(() => page.locator('.compared tbody tr').count(), { timeout: 30_000 })
      .toBe(Number(count))
    expect(faults).toEqual([])
  })

  test('a whole plan on paper has every row, and none is cut off', async ({ page, house, onPaper }) => {
    await page.goto(`${house.url}/plans/charter`)
    await expect.poll(() => rows(page).count()).toBe(36)
    await onPaper()
    const cut = await page.evaluate(() => {
      const row = [...document.querySelectorAll('tr.grid-row')].at(-1)
      let height = 0
      for (let each: Element | null = row ?? null; each !== null; each = each.parentElement) {
        const { overflowY } = getComputedStyle(each)
        if (overflowY !== 'visible' && each !== document.documentElement && each !== document.body)
          height = Math.max(height, each.scrollHeight - each.clientHeight)
      }
      return { rows: document.querySelectorAll('tr.grid-row').length, height }
    })
    expect(cut).toEqual({ rows: 36, height: 0 })
  })
})
