import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

/** Waits until a form is kept with some words in it: what is typed slowly is kept several times. */
const keptWith = (page: Page, words: string) =>
  page.waitForResponse(
    (response) =>
      response.url().includes('forms.keep') && (response.request().postData() ?? '').includes(words),
  )

describeInBrowser('forms that are kept', () => {
  test('what is typed and not saved is back when the form opens again, after the tab was closed or the server away', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    const words = page.getByLabel('Action', { exact: true })
    await page.goto(`${house.url}/plans/charter/13#edit`)
    await words.fill('Bring the cadet units up to the standard')
    const kept = keptWith(page, 'by spring')
    await page.keyboard.type(' by spring')
    await kept
    await page.close({ runBeforeUnload: false })

    const again = await signedIn()
    const form = again.getByRole('form', { name: 'Edit this action' })
    await again.goto(`${house.url}/plans/charter/13#edit`)
    await form.getByText(/^What you wrote on .+ and did not save is back\./).waitFor()
    const field = again.getByLabel('Action', { exact: true })
    expect(await field.inputValue()).toBe('Bring the cadet units up to the standard by spring')
    // While the server is away, this browser has it.
    await again.context().setOffline(true)
    await field.fill('Bring the cadet units up to the standard by June')
    await expect
      .poll(() => again.evaluate(() => JSON.stringify(Object.values(localStorage))))
      .toContain('by June')
    await again.context().setOffline(false)
    again.on('dialog', (dialog) => dialog.accept())
    await again.reload()
    await form.getByText(/is back\./).waitFor()
    expect(await field.inputValue()).toBe('Bring the cadet units up to the standard by June')
    await form.getByRole('button', { name: 'Discard it' }).click()
    expect(await field.inputValue()).toMatch(/^Bring the cadet units up to the national/)
    await form.getByText(/is back\./).waitFor({ state: 'detached' })
    await again.reload()
    await form.getByLabel('Action', { exact: true }).waitFor()
    await again.waitForTimeout(500)
    expect(await form.getByText(/is back\./).count()).toBe(0)
  })

  test('splits, comments and the forms of owners are kept too, and gone once they are saved or cancelled', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    const back = (within: Locator) => within.getByText(/is back\./)
    page.on('dialog', (dialog) => dialog.accept())

    await page.goto(`${house.url}/plans/charter/13#split`)
    const split = page.getByRole('form', { name: 'Split this action' })
    await split.getByLabel('New action 1').fill('Train the cadets')
    await split.getByRole('button', { name: 'Add another' }).click()
    const typed = keptWith(page, 'Buy the tents')
    await split.getByLabel('New action 2').fill('Buy the tents')
    await typed
    await page.reload()
    await back(split).waitFor()
    expect(await split.getByLabel('New action 1').inputValue()).toBe('Train the cadets')
    expect(await split.getByLabel('New action 2').inputValue()).toBe('Buy the tents')
    await split.getByRole('button', { name: 'Cancel' }).click()
    await split.waitFor({ state: 'detached' })

    await page.goto(`${house.url}/plans/charter/13#ask-owners`)
    const comment = page.getByRole('form', { name: 'Ask or comment' })
    await comment.getByLabel('Your question or comment').pressSequentially('Who pays, @prog')
    await page.getByRole('listbox', { name: 'People and owners' }).getByRole('option').first().waitFor()
    const said = keptWith(page, 'and when?')
    await page.keyboard.press('Enter')
    await page.keyboard.type('and when?')
    await said
    await page.reload()
    await back(comment).waitFor()
    expect(await comment.getByLabel('Your question or comment').inputValue()).toBe(
      'Who pays, @Programme office and when?',
    )
    expect(await comment.getByLabel('About').inputValue()).toBe('owners')
    await comment.getByRole('button', { name: 'Send' }).click()
    await page
      .getByRole('article', { name: /^Conversation \d+: Owners/ })
      .getByText('@Programme office')
      .waitFor()
    await page.goto(`${house.url}/plans/charter/13#ask`)
    await comment.waitFor()
    await page.waitForTimeout(500)
    expect(await back(comment).count()).toBe(0)

    await page.goto(`${house.url}/owners`)
    await page.getByRole('link', { name: 'Corporate Communications' }).first().click()
    await page.getByRole('button', { name: 'Rename this owner' }).click()
    const rename = page.getByRole('form', { name: 'Rename an owner' })
    const named = keptWith(page, 'Communications')
    await rename.getByLabel('New name').fill('Communications')
    await named
    await page.reload()
    await page.getByRole('button', { name: 'Rename this owner' }).click()
    await back(rename).waitFor()
    expect(await rename.getByLabel('New name').inputValue()).toBe('Communications')
    await rename.getByLabel('Reason (optional)').fill('Board')
    await rename.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: 'Communications', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Rename this owner' }).click()
    await rename.waitFor()
    await page.waitForTimeout(1500)
    expect(await back(rename).count()).toBe(0)
    await page.reload()
    await page.getByRole('button', { name: 'Rename this owner' }).click()
    await page.waitForTimeout(500)
    expect(await back(rename).count()).toBe(0)
  })
})
