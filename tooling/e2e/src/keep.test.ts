import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { administrator } from './house.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('a plan kept by hand', () => {
  test('an office makes a plan, adds actions line by line, and undoes the last', async ({ signedIn }) => {
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

  test('actions are typed one after the other, completed as in a spreadsheet, and what is refused can be put back', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('button', { name: 'Add an action' }).click()
    const form = page.getByRole('form', { name: 'Add an action' })
    await form.getByLabel('What is promised').waitFor()
    await page.keyboard.type('Paint the railings')
    await page.keyboard.press('Tab')
    await page.keyboard.type('esta')
    await expect.poll(() => form.getByLabel('Owner (optional)').inputValue()).toBe('Estates')
    await page.keyboard.press('Tab')
    await page.keyboard.type('some day')
    await page.keyboard.press('Enter')
    // The next one is typed while that is sent, and not interrupted.
    await page.keyboard.type('Oil the gates')
    await form.getByText('Not added:').waitFor()
    await form.getByText(/“Paint the railings”: .*some day/).waitFor()
    await page.keyboard.press('Enter')
    await form.getByText('The action was added.').waitFor()
    await form.getByRole('button', { name: /^Put it back/ }).click()
    expect(await form.getByLabel('What is promised').inputValue()).toBe('Paint the railings')
    expect(await form.getByLabel('Owner (optional)').inputValue()).toBe('Estates')
    await form.getByLabel('When (optional)').fill('by May 2027')
    await form.getByText('means: owner: Estates; by 31 May 2027').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => form.getByLabel('What is promised').inputValue()).toBe('')
    await page.getByRole('gridcell', { name: 'Paint the railings' }).waitFor()
    await form.getByText('Not added:').waitFor({ state: 'detached' })

    // What is typed alone is refused in the form, where it stays.
    await page.keyboard.type('Sweep the yard')
    await form.getByLabel('When (optional)').fill('some day')
    await page.keyboard.press('Enter')
    await page
      .locator('.govuk-error-summary')
      .getByText(/some day/)
      .waitFor()
    expect(await form.getByLabel('What is promised').inputValue()).toBe('Sweep the yard')
  })

  test('a plan is edited, and its sections are added, renamed and removed', async ({ house, signedIn }) => {
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
    await page.locator('summary', { hasText: /^History$/ }).click()
    const told = page.getByRole('table', { name: /^What happened to the plan/ })
    await told.getByRole('cell', { name: 'Section “On the water” was added.', exact: true }).waitFor()
    await told.getByRole('row', { name: /Title: “Dock and quay watch”\. .*Undone/ }).waitFor()
    await told.getByRole('cell', { name: 'Added as “Dock watch”.', exact: true }).waitFor()
  })

  test('an action is edited, its former address leads to it, and the edit is undone', async ({
    house,
    signedIn,
  }) => {
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

  test('two people who edit the same words do not overwrite each other', async ({ house, signedIn }) => {
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

  test('an action is split, put elsewhere by keys and by dragging, and another one merged into it', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/20#split`)
    const split = page.getByRole('form', { name: 'Split this action' })
    await split.getByRole('button', { name: 'Save' }).click()
    await split.locator('.govuk-error-summary').getByText('Write what a new action promises').waitFor()
    await split.getByLabel('New action 1').fill('Train the wardens @Estates by Oct 27')
    await split.getByText('means: owner: Estates; by 31 October 2027').waitFor()
    await split.getByRole('button', { name: 'Add another' }).click()
    await page.keyboard.type('Publish the rota')
    await split.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The action was split.').waitFor()
    await page.getByRole('heading', { name: 'Split into', level: 3, exact: true }).waitFor()
    const refOf = async (words: string) =>
      /charter\/(\S+)/.exec((await page.getByRole('link', { name: words }).textContent()) ?? '')?.[1] ?? ''
    const [wardens, rota] = [await refOf('Train the wardens'), await refOf('Publish the rota')]

    await page.goto(`${house.url}/plans/charter`)
    const refs = async () => {
      const all = await page.locator('.grid-row [data-column="0"]').allTextContents()
      return all.slice(all.indexOf('19'), all.indexOf('19') + 5).join()
    }
    await page.getByRole('gridcell', { name: 'Publish the rota' }).click()
    expect(await refs()).toBe(`19,20,${wardens},${rota},21`)
    // Pressed again before the first has arrived, it goes on from there.
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(refs).toBe(`19,${rota},20,${wardens},21`)
    const focused = page.locator(':focus')
    expect(await focused.textContent()).toContain('Publish the rota')
    await page.keyboard.press('Control+z')
    await expect.poll(refs).toBe(`19,20,${rota},${wardens},21`)
    const rowOf = (words: string) => page.locator('.grid-row', { hasText: words })
    await rowOf('Train the wardens').hover()
    await rowOf('Train the wardens')
      .locator('.grip')
      .dragTo(rowOf('Publish the rota'), { targetPosition: { x: 200, y: 3 } })
    await expect.poll(refs).toBe(`19,20,${wardens},${rota},21`)

    await page.goto(`${house.url}/plans/charter/${wardens}#merge`)
    const merge = page.getByRole('form', { name: 'Merge other actions into this one' })
    await merge.getByLabel('Refs of the other actions').fill(`${rota}, 999`)
    await merge.getByLabel('Reason').fill('One rota')
    await merge.getByRole('button', { name: 'Save' }).click()
    await merge.locator('.govuk-error-summary').waitFor()
    await merge.getByLabel('Refs of the other actions').fill(rota)
    await merge.getByRole('button', { name: 'Save' }).click()
    await page.getByText('1 action withdrawn, with a link to this one.').waitFor()
    await page.getByRole('link', { name: /^charter.+ Publish the rota/ }).waitFor()
    await page.getByText(`History of charter/${rota}, merged into this action`).click()
    await page.locator('.merged-history').getByText('Split from another action').waitFor()
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByText('The entry was undone.').waitFor()
    await page.getByRole('link', { name: /^charter.+ Publish the rota/ }).waitFor({ state: 'detached' })
  })

  test('an action is copied into another plan, and a plan is carried over to the next period', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/20`)
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    const copy = page.getByRole('form', { name: 'Copy this action' })
    await copy.getByLabel('Into the plan').selectOption('dock-watch')
    await copy.getByLabel('Section').getByText('Actions', { exact: true }).waitFor({ state: 'attached' })
    await copy.getByLabel('With its timescale').uncheck()
    await copy.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('The copy was added.').waitFor()
    await page.goto(`${house.url}/plans/dock-watch`)
    await page.getByRole('gridcell', { name: /^Recruit 25 patrol/ }).waitFor()

    await page.goto(`${house.url}/plans/new`)
    await page.getByLabel('Another plan').check()
    const begin = page.getByRole('form', { name: 'Begin a plan from another' })
    await begin.getByRole('button', { name: 'Begin the plan' }).click()
    await begin.locator('.govuk-error-summary').getByText('Choose the plan it begins from').waitFor()
    await begin.getByLabel('Begin from').selectOption('charter')
    await begin.getByText(/^\d+ actions of \d+ actions come along/).waitFor()
    await begin.getByLabel('Title').fill('Charter 2027')
    await begin.getByLabel('Move their dates by (optional)').fill('soon')
    await begin.getByRole('button', { name: 'Begin the plan' }).click()
    await begin.locator('.govuk-error-summary').getByText('Write a number of days').waitFor()
    await begin.getByLabel('Move their dates by (optional)').fill('1y')
    await begin.getByRole('button', { name: 'Begin the plan' }).click()
    await page.getByRole('link', { name: 'Open Charter 2027' }).click()
    const action = page.locator('.grid-row', { hasText: 'Recruit 25 patrol' })
    await action.getByText('by Dec 2027').waitFor()
    await action.getByRole('link', { name: '20', exact: true }).click()
    await page.getByRole('heading', { name: 'Continues', level: 3, exact: true }).waitFor()
    await page.getByRole('link', { name: /^charter\/20 / }).waitFor()
  })

  test('what is typed outlasts the session: one signs in over the page and saves it', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/12#edit`)
    const words = page.getByLabel('Action', { exact: true })
    await words.fill('Agree the pledge with every operator')
    await page.context().clearCookies()
    const form = page.getByRole('form', { name: 'Edit this action' })
    await form.getByRole('button', { name: 'Save' }).click()
    const dialog = page.getByRole('dialog', { name: 'Sign in again' })
    await dialog.getByText('Sign in as Programme office').waitFor()
    // What stood on the page is not shown to whoever comes by.
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    await dialog.getByLabel('E-mail address').fill(administrator.email)
    await dialog.getByLabel('Password').fill('not the password')
    await dialog.getByRole('button', { name: 'Sign in' }).click()
    await dialog.locator('.govuk-error-summary').waitFor()
    await dialog.getByLabel('Password').fill(administrator.password)
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    expect(await words.inputValue()).toBe('Agree the pledge with every operator')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The action was saved.').waitFor()
    await page.getByRole('heading', { level: 1, name: /Agree the pledge with every operator/ }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await page.getByText('The entry was undone.').waitFor()
    // Signing out by oneself leads to the page of signing in, as ever.
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
  })
})
