import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { aWindow, describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const first = 'handed over on paper'
const own = 'seven lamps along the quay'

/** The programme office, and somebody it added. */
const test = opened(
  inHouse
    .extend('office', { scope: 'file' }, ({ page }) => page)
    .extend('desk', { scope: 'file' }, async ({ house, browser, office }) => {
      await office.goto(`${house.url}/people`)
      await office.getByLabel('Name or post').fill('The desk')
      await office.getByLabel('E-mail address').fill('desk@example.org')
      await office.getByLabel('First password').fill(first)
      await office.getByLabel('Role', { exact: true }).selectOption('editor')
      await office.getByRole('button', { name: 'Add', exact: true }).click()
      await office.getByText('The desk can sign in now.').waitFor()
      const desk = await (await aWindow(browser)).context.newPage()
      await desk.goto(`${house.url}/work`)
      await desk.getByLabel('E-mail address').fill('desk@example.org')
      await desk.getByLabel('Password').fill(first)
      await desk.getByRole('button', { name: 'Sign in' }).click()
      await desk.getByLabel('Current password').fill(first)
      await desk.getByLabel('New password').fill(own)
      await desk.getByRole('button', { name: 'Change password' }).click()
      await desk.locator('.nav').waitFor()
      return desk
    }),
)

describeInBrowser('conversations', () => {
  test('a question by the keyboard alone reaches whom it mentions, is answered live, and settled', async ({
    house,
    office,
    desk,
  }) => {
    await office.goto(`${house.url}/plans/charter/32`)
    await office.getByText('Nobody has asked anything yet.').waitFor()
    // "Ask about this" beside a fact opens the form about that field.
    await office.getByRole('link', { name: 'Ask about this: Owners' }).focus()
    await office.keyboard.press('Enter')
    const form = office.getByRole('form', { name: 'Ask or comment' })
    expect(await form.getByLabel('About').inputValue()).toBe('owners')
    await office.keyboard.type('Who pays, @the d')
    await form.getByRole('option', { name: 'The desk', selected: true }).waitFor()
    await office.keyboard.press('Enter')
    await office.keyboard.type('and the fund?')
    await office.keyboard.press('Control+Enter')
    const conversation = (page: Page) => page.getByRole('article', { name: 'Conversation 1: Owners' })
    await conversation(office).getByText('Who pays, @The desk and the fund?').waitFor()
    await office.getByRole('link', { name: '1 open conversation' }).waitFor()

    // It is counted in the navigation of whoever is mentioned, without loading the page again.
    const work = desk.getByRole('link', { name: /^My work/ })
    await work.getByText('1 unread').waitFor()
    await work.click()
    await desk.getByRole('heading', { name: '1 comment mentions you or an owner you answer for' }).waitFor()
    await desk.getByRole('link', { name: /^charter\/32 / }).click()
    await conversation(desk).getByText('For you').waitFor()
    // It is read once it is in view.
    await work.getByText('1 unread').waitFor({ state: 'detached' })
    await conversation(desk)
      .getByRole('button', { name: /^Answer/ })
      .click()
    await desk.keyboard.type('The safety fund')
    await desk.keyboard.press('Control+Enter')
    await conversation(office).getByText('The safety fund').waitFor()
    await conversation(office)
      .getByRole('button', { name: /^Settle/ })
      .click()
    await desk.getByText('1 settled', { exact: true }).first().waitFor()
    await office.getByRole('status').getByRole('button', { name: 'Undo' }).click()
    await conversation(desk)
      .getByRole('button', { name: /^Settle/ })
      .waitFor()
  })

  test('words stay when the server cannot be reached, and only their author changes them', async ({
    house,
    desk,
  }) => {
    await desk.goto(`${house.url}/plans/charter/32`)
    const conversation = desk.getByRole('article', { name: 'Conversation 1: Owners' })
    await conversation.getByRole('button', { name: /^Answer/ }).click()
    await desk.keyboard.type('And the lamps?')
    await desk.context().setOffline(true)
    await desk.keyboard.press('Control+Enter')
    await conversation.locator('.govuk-error-summary').waitFor()
    expect(await conversation.getByLabel('Your answer').inputValue()).toBe('And the lamps?')
    await desk.context().setOffline(false)
    await conversation.getByRole('button', { name: 'Send' }).click()
    await conversation.getByText('And the lamps?').waitFor()
    expect(await conversation.getByRole('button', { name: 'Edit your comment 1' }).count()).toBe(0)
    await conversation.getByRole('button', { name: 'Remove your comment 3' }).click()
    await conversation.getByText(/^Removed/).waitFor()
    expect(await conversation.getByText('And the lamps?').count()).toBe(0)
  })

  test('a plan has conversations of its own, and lists those about its actions', async ({
    house,
    office,
  }) => {
    await office.goto(`${house.url}/plans/charter#ask`)
    await office.locator('tr.grid-row').first().waitFor()
    const form = office.getByRole('form', { name: 'Ask or comment' })
    await form.getByLabel('Your question or comment').fill('Is this for the board?')
    await form.getByRole('button', { name: 'Send' }).click()
    await office
      .getByRole('article', { name: 'Conversation 1' })
      .getByText('Is this for the board?')
      .waitFor()
    await office.getByText('Conversations, 2 open').waitFor()
    await office.getByRole('link', { name: /^charter\/32 / }).waitFor()
  })
})
