import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { administrator } from './house.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(
  inHouse
    .override('page', ({ window }) => window.context.newPage())
    /** The words of what has the focus; those of the whole page are of nothing in it. */
    .extend(
      'focused',
      { scope: 'file' },
      ({ page }) =>
        () =>
          page.evaluate(() => {
            const { activeElement, body } = document
            return activeElement === body ? '' : (activeElement?.textContent?.trim() ?? '')
          }),
    )
    .extend('tabTo', { scope: 'file' }, ({ page, focused }) => async (words: RegExp, most = 60) => {
      for (let step = 0; step < most; step += 1) {
        await page.keyboard.press('Tab')
        if (words.test(await focused())) return
      }
      throw new Error(`Tab never reached ${words}`)
    }),
)

describeInBrowser('with the keyboard alone', () => {
  test('one signs in, skips to the content and opens an action', async ({ house, page, focused, tabTo }) => {
    await page.goto(house.url)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to main content')
    await page.getByLabel('E-mail address').focus()
    await page.keyboard.type(administrator.email)
    await page.keyboard.press('Tab')
    await page.keyboard.type(administrator.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await page
      .getByRole('link', { name: /Charter Delivery Plan/ })
      .first()
      .waitFor()
    await tabTo(/Charter Delivery Plan/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Charter Delivery Plan/, level: 1 }).waitFor()
    await page.locator('table.actions').first().waitFor()
    // The grid is one stop: its first cell, from which the arrows go on.
    await tabTo(/^1$/)
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toMatch(/^Publish every ward/)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: /Publish every ward/, level: 2 }).waitFor()
    await tabTo(/^Open as a page$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Publish every ward/, level: 1 }).waitFor()
  })

  test('one records an update and takes it back', async ({ page, tabTo }) => {
    await page.getByRole('heading', { name: 'History' }).waitFor()
    await page.keyboard.press('u')
    await page.getByLabel('What happened').waitFor()
    await page.keyboard.type('Written without a mouse')
    await tabTo(/^Record$/)
    await page.keyboard.press('Enter')
    // It is shown at once, and can be undone when it is recorded.
    await page
      .locator('.timeline li', { hasText: 'Written without a mouse' })
      .getByRole('button', { name: /Undo/ })
      .waitFor()
    await tabTo(/^Undo the entry/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Undone by').waitFor()
  })

  test('one lets a terminal in that one started, and no other', async ({ house, page, tabTo }) => {
    const ask = async (path: string, body: object) =>
      fetch(`${house.url}/api/auth/device/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    const start = async () =>
      (await (await ask('code', { client_id: 'beatbook-terminal' })).json()) as {
        device_code: string
        user_code: string
      }
    const token = (code: string) =>
      ask('token', {
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        device_code: code,
        client_id: 'beatbook-terminal',
      })

    const mine = await start()
    await page.goto(`${house.url}/device?user_code=${mine.user_code}`)
    await page.getByRole('heading', { name: 'Did you start this?' }).waitFor()
    await tabTo(/^Yes, let it in$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The terminal is let in' }).waitFor()
    expect((await token(mine.device_code)).status).toBe(200)

    const theirs = await start()
    await page.goto(`${house.url}/device`)
    await page.getByLabel('Code').fill(theirs.user_code)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Did you start this?' }).waitFor()
    await tabTo(/^No, I did not start this$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The terminal is not let in' }).waitFor()
    expect((await token(theirs.device_code)).status).toBe(400)
  })

  test('one finds an action by its address, and help says which keys there are', async ({ house, page }) => {
    await page.goto(`${house.url}/plans`)
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await page.keyboard.press('/')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.type('doorbells')
    await page.getByRole('option', { name: /charter\/32/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Doorbells/, level: 1 }).waitFor()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Help' })
    await help.getByRole('heading', { name: 'The page of an action' }).waitFor()
    await help.getByText('Next and previous action').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('help leads to its part of the guide, and a search there to another', async ({
    house,
    page,
    tabTo,
  }) => {
    await page.goto(`${house.url}/plans/charter?view=board`)
    await page.getByRole('heading', { name: /Charter Delivery Plan/, level: 1 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Help' }).getByRole('heading', { name: 'The board' }).waitFor()
    await tabTo(/^Read this in the guide$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The table and its views', level: 1 }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(new URL(page.url()).hash).toBe('#the-board')
    const top = () =>
      page
        .getByRole('heading', { name: 'The board', level: 2 })
        .evaluate((part) => part.getBoundingClientRect().top)
    await expect.poll(top).toBeLessThan(600)
    await page.getByLabel('Search the guide').focus()
    await page.keyboard.type('severity check')
    await page.getByText('1 section found').waitFor()
    await tabTo(/^Check the plan$/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/help/plans')
  })
})
