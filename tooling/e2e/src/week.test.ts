import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

/** The actions of the plan as they are written, one line each. */
const lines = [
  'Fit lamps along the quay @Estates by Oct 27',
  'Walk the docks every week @"Dock Team" by Mar 27',
  'Meet the harbour master @"Dock Team" by Jan 27',
  'Mark every ladder @Estates by Feb 27',
  'Train the wardens by June 27',
]
const minutes = { name: 'minutes.txt', mimeType: 'text/plain', buffer: Buffer.from('All lamps are lit.') }

/** The day so many days before today, as people write it. */
const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString('en-GB', { timeZone: 'Europe/London' })

const test = opened(inHouse)

describeInBrowser('a plan manager’s week', () => {
  const row = (page: Page, ref: string) =>
    page.locator('tr.grid-row', { has: page.getByRole('link', { name: ref, exact: true }) })
  const cell = (page: Page, ref: string, column: string) => row(page, ref).locator(`.col-${column}`)
  const said = (page: Page, words: string | RegExp) =>
    page.locator('.foot-said', { hasText: words }).waitFor()

  test('on Monday a plan is begun by hand, and its actions are written one line each', async ({ page }) => {
    await page.getByRole('link', { name: 'New plan' }).click()
    await page.getByLabel('Title').fill('Safer quays')
    await page.getByLabel('Kind (optional)').selectOption('Delivery plan')
    await page.getByLabel('Period (optional)').fill('2026/27')
    await page.getByLabel('Sponsor (optional)').fill('Harbour Board')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Safer quays', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Add an action' }).click()
    const form = page.getByRole('form', { name: 'Add an action' })
    await form.getByLabel('What is promised').focus()
    for (const [at, line] of lines.entries()) {
      await page.keyboard.type(line)
      await page.keyboard.press('Enter')
      await form.getByRole('link', { name: `safer-quays/${at + 1}` }).waitFor()
    }
    await form.getByRole('button', { name: 'Cancel' }).click()
    await page.locator('.count', { hasText: /^5 actions/ }).waitFor()
    await cell(page, '1', 'owners').getByText('Estates').waitFor()
    await cell(page, '1', 'timescale').getByText('by Oct 2027').waitFor()
    await cell(page, '1', 'text').getByText('Fit lamps along the quay', { exact: true }).waitFor()
    await cell(page, '2', 'owners').getByText('Dock Team').waitFor()
  })

  test('on Tuesday owners and dates are changed in cells, and a block is pasted from a spreadsheet', async ({
    page,
  }) => {
    await cell(page, '5', 'owners').click()
    await page.keyboard.type('Harbour Wardens')
    await page.keyboard.press('Tab')
    await said(page, '5: owners saved.')
    await page.keyboard.type('by July 2027')
    await page.keyboard.press('Enter')
    await page.getByLabel('Why does the date move?').fill('The course begins in May')
    await page.keyboard.press('Enter')
    await said(page, '5: timescale saved.')
    await cell(page, '5', 'owners').getByText('Harbour Wardens').waitFor()
    await cell(page, '5', 'timescale').getByText('by Jul 2027').waitFor()

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await cell(page, '2', 'owners').click()
    await page.evaluate(() =>
      navigator.clipboard.writeText('Dock Team\tby Apr 2027\nHarbour Wardens\tby 15/02/27\n'),
    )
    await page.keyboard.press('Control+v')
    await page.getByRole('heading', { name: 'Paste into 2 actions' }).waitFor()
    await page.getByLabel('Reason', { exact: true }).fill('From the board’s list')
    await page.getByRole('button', { name: 'Save 2 actions', exact: true }).click()
    await said(page, /2 actions saved/)
    await cell(page, '2', 'timescale').getByText('by Apr 2027').waitFor()
    await cell(page, '3', 'owners').getByText('Harbour Wardens').waitFor()
    await cell(page, '3', 'timescale').getByText('by 15 Feb 2027').waitFor()
  })

  test('on Wednesday updates are recorded, two rows say “no change”, and the marked dates are shifted', async ({
    page,
  }) => {
    await cell(page, '1', 'text').click()
    await page.keyboard.press('Control+Enter')
    await page.locator('.panel-title', { hasText: 'Fit lamps' }).waitFor()
    await page.keyboard.press('u')
    const form = page.getByRole('form', { name: 'Record an update' })
    await form.getByLabel('What happened').fill('Forty lamps of sixty are up')
    await form.getByLabel('Stage').selectOption('in-progress')
    await form.getByLabel('Declared level').selectOption('green')
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    await cell(page, '1', 'last-update').getByText('Forty lamps of sixty are up').waitFor()
    await cell(page, '1', 'level').getByText('Green').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.side-panel').waitFor({ state: 'detached' })

    for (const ref of ['2', '3', '4'])
      await page.getByRole('checkbox', { name: `Mark ${ref}`, exact: true }).click()
    await page.getByText('3 rows marked').waitFor()
    await page.getByRole('button', { name: 'No change', exact: true }).click()
    await said(page, /“No change this period” recorded for 3 actions/)
    await cell(page, '4', 'last-update').getByText('No change this period').waitFor()
    await page.getByRole('button', { name: 'Shift dates …' }).click()
    await page.getByLabel('How far').fill('14d')
    await page.getByLabel('Reason', { exact: true }).fill('The tide tables are late')
    await page.getByText('3 actions will change.').waitFor()
    await page.getByText('Timescale: by 1 Mar 2027, was by 15 Feb 2027').waitFor()
    await page.getByRole('button', { name: 'Save 3 actions' }).click()
    await said(page, 'Shift dates: 3 actions saved.')
    await cell(page, '3', 'timescale').getByText('by 1 Mar 2027').waitFor()
    await cell(page, '2', 'timescale').getByText('by 14 May 2027').waitFor()
  })

  test('on Thursday a question mentions somebody, evidence is attached, and the action is complete', async ({
    page,
    house,
  }) => {
    await page.goto(`${house.url}/plans/safer-quays/1`)
    await page.getByRole('button', { name: 'Ask or comment' }).click()
    const asking = page.getByRole('form', { name: 'Ask or comment' })
    await asking.getByLabel('Your question or comment').focus()
    await page.keyboard.type('Who signs for the lamps, @Est')
    await asking
      .getByRole('option', { name: /^Estates/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('?')
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('article', { name: 'Conversation 1' })
      .getByText('Who signs for the lamps, @Estates')
      .waitFor()

    await page.getByRole('button', { name: 'Record an update' }).click()
    const form = page.getByRole('form', { name: 'Record an update' })
    await form.getByLabel('What happened').fill('All sixty lamps are lit')
    await form.getByLabel('Stage').selectOption('complete')
    const sent = page.waitForResponse((response) => response.url().includes('/api/files'))
    await form.getByLabel('Drop files here, or choose them').setInputFiles(minutes)
    await sent
    const item = form.getByRole('list', { name: 'To be attached' }).getByRole('listitem')
    await item.getByLabel('Evidence that something was done').check()
    await form.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByText('The update was recorded.').waitFor()
    await page.getByText(/Complete since .*: “All sixty lamps are lit”; evidence: “minutes\.txt”/).waitFor()
  })

  test('on Friday an action is withdrawn and restored, a slip is undone, and the plan is seen as at last week', async ({
    page,
    house,
    faults,
  }) => {
    await page.goto(`${house.url}/plans/safer-quays/4`)
    await page.getByRole('button', { name: 'Withdraw this action' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why', { exact: true }).fill('The council marks them')
    await dialog.getByRole('button', { name: 'Withdraw this action' }).click()
    await page.getByText('The action was withdrawn.').waitFor()
    await page.goto(`${house.url}/plans/safer-quays`)
    await page.locator('.count', { hasText: /^4 actions/ }).waitFor()
    await page.getByRole('link', { name: /1 withdrawn/ }).click()
    await page.getByRole('link', { name: '4', exact: true }).waitFor()
    await page.goto(`${house.url}/plans/safer-quays/4`)
    await page.getByRole('button', { name: 'Restore this action' }).click()
    await dialog.getByRole('button', { name: 'Restore this action' }).click()
    await page.getByText('The action was restored.').waitFor()

    // What is typed while a cell is saved begins the next one, however long that takes.
    await page.goto(`${house.url}/plans/safer-quays`)
    await page.route('**/trpc/commands.changeActions**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    await cell(page, '2', 'text').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('Walk the docks')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Meet the pilots')
    await said(page, '2: action saved.')
    expect(await page.getByLabel('Action of 3', { exact: true }).inputValue()).toBe('Meet the pilots')
    await page.keyboard.press('Escape')
    await page.unrouteAll()
    await page.keyboard.press('Control+z')
    await said(page, 'Undone: 2: action saved.')
    await cell(page, '2', 'text').getByText('Walk the docks every week', { exact: true }).waitFor()

    // The sample's plan has a past; the new plan has none.
    await page.goto(`${house.url}/plans/charter`)
    await cell(page, '2', 'timescale').click()
    await page.keyboard.type('Mar 2027')
    await page.keyboard.press('Enter')
    await page.getByLabel('Why does the date move?').fill('The supplier is late')
    await page.keyboard.press('Enter')
    await said(page, '2: timescale saved.')
    await page.getByRole('button', { name: /^As at/ }).click()
    await page.getByLabel('Look at the end of a day').fill(daysAgo(7))
    await page.getByRole('button', { name: 'Look back' }).click()
    await page.getByRole('button', { name: 'back to today' }).waitFor()
    await cell(page, '2', 'timescale').getByText('by Dec 2026').waitFor()
    expect(await page.getByRole('button', { name: 'Add an action' }).count()).toBe(0)
    await page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: 'Plans', exact: true })
      .click()
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await page
      .getByRole('main')
      .getByRole('link', { name: /Charter Delivery Plan/ })
      .waitFor()
    expect(await page.getByRole('main').getByRole('link', { name: 'Safer quays' }).count()).toBe(0)
    await page.goto(`${house.url}/plans/safer-quays`)
    await page.getByRole('heading', { name: 'Safer quays', level: 1 }).waitFor()
    await page.locator('.count', { hasText: /^5 actions/ }).waitFor()
    expect(faults).toEqual([])
  })
})
