import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWindow, describeInBrowser, openBrowser } from './browser.ts'
import { type House, openHouse, setUpServer, signIn } from './house.ts'

describeInBrowser('a plan kept by hand', () => {
  let house: House
  let browser: Browser
  beforeAll(async () => {
    house = await openHouse()
    await setUpServer(house)
    browser = await openBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })
  const signedIn = async () => {
    const { context } = await aWindow(browser)
    const page = await context.newPage()
    await signIn(page, house)
    return page
  }

  test('an office makes a plan, adds actions line by line, and undoes the last', async () => {
    const page = await signedIn()
    await page.getByRole('link', { name: 'New plan' }).click()
    await page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Fill in “Title”').waitFor()
    await page.getByLabel('Title').fill('Dock watch')
    await page.getByLabel('Code (optional)').fill('new')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('are commands').waitFor()
    await page.getByLabel('Code (optional)').fill('')
    await page.getByLabel('Kind (optional)').selectOption('Strategy')
    await page.getByLabel('Period (optional)').fill('2026/27')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Open Dock watch' }).click()
    await page.getByRole('heading', { name: 'Dock watch', level: 1 }).waitFor()
    await page.getByText('Strategy · April 2026 to March 2027').waitFor()

    await page.getByRole('button', { name: 'Add an action' }).click()
    const form = page.getByRole('form', { name: 'Add an action' })
    await form.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Write what is promised').waitFor()
    await form.getByLabel('What is promised').fill('Walk the docks weekly @"Dock Team" by Oct 27')
    await form.getByText('means: owner: Dock Team; by 31 October 2027').waitFor()
    await page.keyboard.press('Enter')
    await form.getByRole('link', { name: 'dock-watch/1' }).waitFor()
    await page.getByRole('gridcell', { name: 'Dock Team' }).waitFor()
    // The form is ready for the next line.
    await page.keyboard.type('Meet the harbour master')
    await page.keyboard.press('Enter')
    await form.getByRole('link', { name: 'dock-watch/2' }).waitFor()
    await form.getByRole('button', { name: 'Undo' }).click()
    await form.getByText('The entry was undone.').waitFor()
    await page.locator('.count', { hasText: /^1 action/ }).waitFor()
    await form.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Add an action' }).waitFor()

    // The palette offers it on the page of a plan.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('add an action')
    await page
      .getByRole('option', { name: /Add an action/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await form.getByLabel('What is promised').waitFor()
  })

  test('a plan is edited, and its sections are added, renamed and removed', async () => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/dock-watch#edit-plan`)
    const panel = page.getByRole('region', { name: 'Edit a plan' })
    await panel.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Change something first').waitFor()
    await panel.getByLabel('Period (optional)').fill('some time')
    await panel.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('is no period').waitFor()
    await panel.getByLabel('Period (optional)').fill('')
    await panel.getByLabel('Title', { exact: true }).fill('Dock and quay watch')
    await panel.getByLabel('Sponsor (optional)').fill('Harbour Board')
    await panel.getByRole('button', { name: 'Save' }).click()
    await panel.getByText('The plan was saved.').waitFor()
    await page.getByRole('heading', { level: 1, name: 'Dock and quay watch' }).waitFor()
    await page.getByText('Strategy · sponsor: Harbour Board').waitFor()
    await panel.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { level: 1, name: 'Dock watch', exact: true }).waitFor()
    await page.getByText('Strategy · April 2026 to March 2027').waitFor()
    expect(await panel.getByLabel('Title', { exact: true }).inputValue()).toBe('Dock watch')

    await panel.getByLabel('Title of a new section').fill('Actions')
    await page.keyboard.press('Enter')
    await page.locator('.govuk-error-summary').getByText('already has a section').waitFor()
    await panel.getByLabel('Title of a new section').fill('On the water')
    await page.keyboard.press('Enter')
    await panel.getByText('The section was added.').waitFor()
    await panel.getByRole('button', { name: 'Rename On the water' }).click()
    await panel.getByLabel('New title of “On the water”').fill('On the river')
    await page.keyboard.press('Enter')
    await panel.getByText('The section was renamed.').waitFor()
    // One with an action cannot be removed.
    expect(await panel.getByRole('button', { name: 'Remove Actions' }).count()).toBe(0)
    await panel.getByRole('button', { name: 'Remove On the river' }).click()
    await panel.getByText('The section was removed.').waitFor()
    await panel.getByText('On the river').waitFor({ state: 'detached' })
    await panel.getByRole('button', { name: 'Undo' }).click()
    await panel.getByText('On the river (').waitFor()
    await panel.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Edit a plan' }).waitFor()
  })

  test('an action is edited, its former address leads to it, and the edit is undone', async () => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/32`)
    const heading = page.getByRole('heading', { level: 1 })
    const before = await heading.textContent()
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    const form = page.getByRole('form', { name: 'Edit this action' })
    await form.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Change something first').waitFor()
    await form.getByLabel('Action').fill('Fit ten doorbells')
    await form.getByLabel('Ref').fill('40')
    await form.getByLabel('Section').selectOption('Prevention')
    await form.getByLabel('Owners').fill('Estates: accountable\nDoorbell Team')
    await form.getByLabel('True from').fill('some day')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Write the day like').waitFor()
    await form.getByLabel('True from').fill('')
    await form.getByLabel('Reason (optional)').fill('As the board asked')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The action was saved.').waitFor()
    await page.getByRole('heading', { level: 1, name: '40 Fit ten doorbells' }).waitFor()
    await page.locator('dl.facts').getByText('Doorbell Team').waitFor()
    await page.getByRole('heading', { name: /^Action revised: ref 40, was 32;/ }).waitFor()

    await page.goto(`${house.url}/plans/charter/32`)
    await page.waitForURL(`${house.url}/plans/charter/40`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await form.getByLabel('Reason (optional)').fill('Typing slip')
    await form.getByLabel('Action').fill('Fit eleven doorbells')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: '40 Fit eleven doorbells' }).waitFor()
    await page.locator('.done').getByRole('button', { name: 'Undo' }).click()
    await page.getByText('The entry was undone.').waitFor()
    await page.getByRole('heading', { level: 1, name: '40 Fit ten doorbells' }).waitFor()
    expect(before).toMatch(/^32/)
  })

  test('two people who edit the same words do not overwrite each other', async () => {
    const [ada, ben] = [await signedIn(), await signedIn()]
    for (const page of [ada, ben]) {
      await page.goto(`${house.url}/plans/charter/31#edit`)
      await page.getByRole('form', { name: 'Edit this action' }).waitFor()
    }
    const save = async (page: typeof ada, words: string) => {
      const form = page.getByRole('form', { name: 'Edit this action' })
      await form.getByLabel('Action').fill(words)
      await form.getByRole('button', { name: 'Save' }).click()
    }
    await save(ada, 'Words of Ada')
    await ada.getByText('The action was saved.').waitFor()
    await save(ben, 'Words of Ben')
    await ben.locator('.govuk-error-summary').getByText('words').first().waitFor()
    expect(await ben.getByRole('form', { name: 'Edit this action' }).getByLabel('Action').inputValue()).toBe(
      'Words of Ben',
    )
    await save(ben, 'Words of Ben')
    await ben.getByText('The action was saved.').waitFor()
    await ben.getByRole('heading', { level: 1, name: '31 Words of Ben' }).waitFor()
  })
})
