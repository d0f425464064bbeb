import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

/** The words of what has the focus. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement, body } = document
    if (activeElement === null || activeElement === body) return 'nothing'
    return activeElement.textContent?.trim() || activeElement.id
  })

const isFocused = (page: Page, words: RegExp | string) =>
  expect.poll(() => focused(page), { timeout: 5_000 }).toMatch(words)

/** Whether a message is in view, clear of the bars at the top and the bottom. */
const isInView = (page: Page, words: string) =>
  expect
    .poll(async () => {
      const box = await page.locator('.done, .done-line', { hasText: words }).first().boundingBox()
      return box !== null && box.y >= 0 && box.y + box.height <= 900
    })
    .toBe(true)

describeInBrowser('where the focus is after a command', () => {
  test('sections: added, renamed, not merged, removed and undone', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('button', { name: 'Edit a plan' }).click()
    const panel = page.getByRole('region', { name: 'Edit a plan' })
    await panel.getByLabel('Title of a new section').fill('On the water')
    await panel.getByRole('button', { name: 'Add', exact: true }).click()
    await isInView(page, 'The section was added.')
    await isFocused(page, 'Add')
    await panel.getByRole('button', { name: 'Rename On the water' }).click()
    await page.keyboard.type(' too')
    await page.keyboard.press('Enter')
    await isInView(page, 'The section was renamed.')
    await isFocused(page, /The section was renamed|^Rename/)
    await panel.getByRole('button', { name: /^Merge On the water/ }).click()
    await isFocused(page, /Listening/)
    await page.keyboard.press('Escape')
    await isFocused(page, /^Merge On the water/)
    await panel.getByRole('button', { name: /^Remove On the water/ }).click()
    await isInView(page, 'The section was removed.')
    await isFocused(page, /^The section was removed/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await isFocused(page, /^The entry was undone/)
  })

  test('a plan that is archived says so in view', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('button', { name: 'Edit a plan' }).click()
    await page.getByRole('button', { name: 'Archive a plan' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive', exact: true }).click()
    await isFocused(page, /^The plan was archived/)
    await isInView(page, 'The plan was archived.')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await isFocused(page, /^The entry was undone/)
  })

  test('an action is withdrawn, and what is asked about it is sent, answered, edited and settled', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/12`)
    await page.getByRole('button', { name: 'Ask or comment' }).click()
    await page.keyboard.type('Who pays?')
    await page.getByRole('button', { name: 'Send' }).click()
    await isFocused(page, /Undo$/)
    await page.getByRole('button', { name: /^Answer/ }).click()
    await page.keyboard.type('The board')
    await page.keyboard.press('Control+Enter')
    await isFocused(page, /Undo$/)
    await page
      .getByRole('button', { name: /^Edit your comment/ })
      .last()
      .click()
    await page.keyboard.type(' does')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await isFocused(page, /Undo$/)
    await page.getByRole('button', { name: /^Settle/ }).click()
    await isFocused(page, /settled.*Undo$/)

    await page.getByRole('button', { name: 'Add a link' }).click()
    await isFocused(page, /depends on/)
    await page.keyboard.press('Escape')
    await isFocused(page, 'Add a link')

    await page.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('No longer promised')
    await page.keyboard.press('Enter')
    await isFocused(page, /^The action was withdrawn|^Restore/)
    await isInView(page, 'The action was withdrawn.')
    await page.getByText('The action is withdrawn, so nothing is worked out.').waitFor()
    await page.locator('.done', { hasText: 'withdrawn' }).getByRole('button', { name: 'Undo' }).click()
    await isFocused(page, /^The entry was undone/)
  })

  test('owners are split, renamed and given a holder, a person is added, and a view is saved', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/owners`)
    await page.getByRole('link', { name: 'Citizens in Policing manager' }).first().click()
    await page.getByRole('button', { name: 'Say who holds this post' }).click()
    await page.keyboard.type('Robin Reed')
    await page.keyboard.press('Enter')
    await isFocused(page, /Undo$/)
    await page.getByRole('button', { name: 'Rename this owner' }).click()
    await page.keyboard.press('Escape')
    await isFocused(page, 'Rename this owner')
    await page.getByRole('button', { name: 'Split this owner' }).click()
    await page.getByLabel('The owners it becomes').fill('Citizens\nVolunteers')
    await page.getByRole('button', { name: /^Split in/ }).click()
    await isFocused(page, /Undo$/)

    await page.goto(`${house.url}/people`)
    await page.getByLabel('Name or post').fill('The clerk')
    await page.getByLabel('E-mail address').fill('clerk@example.org')
    await page.getByLabel('First password').fill('handed over on paper')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await isInView(page, 'The clerk can sign in now.')
    await isFocused(page, /^Add|^The clerk/)

    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('button', { name: 'Save view …' }).click()
    await page.getByLabel('Name').fill('Mine')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await isInView(page, 'The view was saved.')
    await isFocused(page, 'Save view …')
  })

  test('a dialog on several rows has the focus, also when it is refused', async ({ house, signedIn }) => {
    const page = await signedIn()
    const other = await signedIn()
    await page.goto(`${house.url}/plans/charter`)
    await other.goto(`${house.url}/plans/charter/18`)
    await page.getByRole('checkbox', { name: 'Mark 18', exact: true }).click()
    await page.getByRole('button', { name: 'Change fields …' }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null))
      .toBe(true)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Shift dates …' }).click()
    await page.getByLabel('How far').fill('14d')
    await page.getByLabel('Reason', { exact: true }).fill('Agreed by the board')
    await page.getByText('1 action will change.').waitFor()
    await other.getByRole('button', { name: 'Record an update' }).click()
    await other.getByLabel('New timescale', { exact: true }).fill('by May 2028')
    await other.getByLabel(/^Reason/).fill('Later')
    await other.getByRole('button', { name: 'Record', exact: true }).click()
    await other.getByText('The update was recorded.').waitFor()
    await isInView(other, 'The update was recorded.')
    await other.locator('.done').getByRole('button', { name: 'Undo' }).waitFor()
    await page.getByRole('button', { name: 'Save 1 action' }).click()
    await page.getByText('changed while you looked').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null))
      .toBe(true)
  })
})
