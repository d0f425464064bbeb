import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

/** Opens the sample plan in a window of its own. */
const test = opened(
  inHouse.extend('onPlan', ({ house, signedIn }) => async () => {
    const page = await signedIn({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('tr.grid-row').first().waitFor()
    return page
  }),
)

describeInBrowser('the plan as a sheet', () => {
  /** The columns of the sample plan, from left to right. */
  const columns = ['ref', 'text', 'owners', 'timescale', 'level', 'computed', 'stage', 'last-update'] as const
  const cell = (page: Page, ref: string, column: (typeof columns)[number]) =>
    page
      .locator('tr.grid-row', { has: page.getByRole('link', { name: ref, exact: true }) })
      .locator(`[data-column="${columns.indexOf(column)}"]`)
  const said = (page: Page, words: string | RegExp) =>
    page.locator('.foot-said', { hasText: words }).waitFor()

  test('the first row is near the top, and the newest update stands in it in its words', async ({
    onPlan,
  }) => {
    const page = await onPlan()
    const box = await page.locator('tr.grid-row').first().boundingBox()
    expect(box?.y).toBeLessThan(222)
    await cell(page, '2', 'last-update').getByText('35,400 households').waitFor()
  })

  test('a cell is edited with the keys of a spreadsheet, undone and done again, and the focus stays', async ({
    onPlan,
  }) => {
    const page = await onPlan()
    await cell(page, '2', 'owners').click()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.type('Mar 2027')
    await page.getByText('Means by 31 March 2027.').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Say why.').waitFor()
    await page.getByLabel('Why does the date move?').fill('The supplier is late')
    await page.keyboard.press('Enter')
    await said(page, '2: timescale saved.')
    await cell(page, '2', 'timescale').getByText('by Mar 2027').waitFor()
    // Enter goes on to the cell below.
    expect(await cell(page, '3', 'timescale').evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+z')
    await said(page, 'Undone: 2: timescale saved.')
    await cell(page, '2', 'timescale').getByText('by Dec 2026').waitFor()
    expect(await cell(page, '3', 'timescale').evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+y')
    await cell(page, '2', 'timescale').getByText('by Mar 2027').waitFor()

    // A level is chosen by its letter, and asks for a reason only where one is due.
    await cell(page, '5', 'level').click()
    await page.keyboard.press('r')
    await page.keyboard.press('Enter')
    await page.getByText('Say what the risk or issue is').waitFor()
    await page.getByLabel('Why?').fill('The contract is stuck')
    await page.keyboard.press('Enter')
    await cell(page, '5', 'level').getByText('Red').waitFor()

    // Esc leaves the cell as it was.
    await cell(page, '6', 'text').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('Something else')
    await page.keyboard.press('Escape')
    await cell(page, '6', 'text').getByText('Teach teams').waitFor()

    // One key says that nothing changed.
    await cell(page, '6', 'text').click()
    await page.keyboard.press('=')
    await said(page, '“No change this period” recorded for 6.')
    await cell(page, '6', 'last-update').getByText('No change this period').waitFor()
  })

  test('an action opens beside the grid, has an address, and the keys walk on through the rows', async ({
    onPlan,
  }) => {
    const page = await onPlan()
    const titled = (words: string) => page.locator('.panel-title', { hasText: words }).waitFor()
    await page.getByRole('link', { name: '6', exact: true }).click()
    await titled('Teach teams')
    expect(new URL(page.url()).searchParams.get('open')).toBe('6')
    await page.getByText('Amber because declared Amber').waitFor()
    await page.keyboard.press('j')
    await titled('Make safer roads')
    await page.keyboard.press('k')
    await titled('Teach teams')

    // What is typed in it is not lost by walking on, and the focus stays where the work is.
    await page.keyboard.press('u')
    await page.getByLabel('What happened').fill('Said beside the grid')
    await cell(page, '9', 'text').click()
    await titled('Teach teams')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.locator('td.col-last-update', { hasText: 'Said beside the grid' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Record an update')
    await page.keyboard.press('Escape')
    await page.locator('.side-panel').waitFor({ state: 'detached' })
    expect(new URL(page.url()).searchParams.has('open')).toBe(false)

    // An open panel follows the cursor, and its address opens it again.
    await cell(page, '9', 'text').click()
    await page.keyboard.press('Control+Enter')
    await titled('Review the school liaison')
    await cell(page, '10', 'text').click()
    await page.waitForURL(/open=10/)
    await page.reload()
    await page.locator('.panel-title .ref', { hasText: '10' }).waitFor()
  })

  test('rows are put together, sorted and laid out, come back as they were left, and are saved as a view', async ({
    house,
    onPlan,
  }) => {
    const page = await onPlan()
    const headings = async () =>
      (await page.locator('thead th').allInnerTexts()).map((words) => words.trim()).filter(Boolean)
    const groups = () => page.locator('tbody.group th').allInnerTexts()
    await page.getByLabel('Group by').selectOption({ label: 'Owner' })
    await page.locator('tbody.group', { hasText: 'Citizens in Policing manager' }).waitFor()
    await page.getByRole('button', { name: 'Timescale', exact: true }).click()
    await page.waitForURL(/sort=timescale/)
    await page.getByRole('button', { name: 'Declared', exact: true }).click({ modifiers: ['Shift'] })
    await page.waitForURL(/sort=timescale%2Clevel/)
    expect((await headings()).slice(3, 5)).toEqual(['Timescale ↑1', 'Declared ↑2'])

    // Columns are chosen, moved and sized with keys alone.
    await page.getByRole('button', { name: 'Columns …' }).click()
    await page.getByRole('checkbox', { name: 'Stage', exact: true }).uncheck()
    await page.getByRole('checkbox', { name: 'Share done', exact: true }).check()
    await page.getByRole('button', { name: 'Move Owners up' }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('Owners is column 2 now.').waitFor()
    await page.getByLabel(/^Width of Action/).fill('310')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/cols=ref%2Cowners%2Ctext%7E310/)
    const wide = await page.getByRole('columnheader', { name: 'Action', exact: true }).boundingBox()
    expect(Math.round(wide?.width ?? 0)).toBe(310)

    // The next visit, without anything in the address, is as this one was left.
    const laidOut = await headings()
    await page.goto(`${house.url}/plans/charter?level=amber`)
    await page.locator('tbody.group', { hasText: 'Citizens in Policing manager' }).waitFor()
    expect(await headings()).toEqual(laidOut)
    expect((await groups()).length).toBeGreaterThan(3)

    await page.getByRole('button', { name: 'Save view …' }).click()
    await page.getByLabel('Name').fill('Ambers by owner')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const link = page
      .getByRole('navigation', { name: 'Pages' })
      .getByRole('link', { name: 'Ambers by owner' })
    await link.waitFor()
    await page.getByRole('button', { name: 'Reset layout' }).click()
    await page.locator('tbody.group', { hasText: 'Listening to communities' }).waitFor()
    await link.click()
    await page.waitForURL(/level=amber&sort=timescale%2Clevel&group=owner/)
    await page.locator('tbody.group', { hasText: 'Citizens in Policing manager' }).waitFor()
    expect(await link.getAttribute('aria-current')).toBe('page')

    // A column's edge is dragged.
    const edge = await page
      .getByRole('columnheader', { name: /^Owners/ })
      .locator('.edge')
      .boundingBox()
    if (edge === null) throw new Error('no edge')
    await page.mouse.move(edge.x + 3, edge.y + 8)
    await page.mouse.down()
    await page.mouse.move(edge.x + 63, edge.y + 8, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL(/owners%7E/)
    await page.getByRole('button', { name: 'Reset layout' }).click()
    await page.waitForURL((url) => !url.searchParams.has('cols'))
  })

  test('the rows follow the filter while it is typed, and say why below them', async ({ onPlan }) => {
    const page = await onPlan()
    const count = page.locator('.count')
    await page.locator('#typed').click()
    await page.keyboard.type('level:red sch')
    await count.getByText('1 action of 36').waitFor()
    // It is not set yet: the address and the chips are as before.
    expect(page.url()).not.toContain('level=')
    await page.getByRole('button', { name: /^Why \S+ is Red by the rules/ }).click()
    const why = page.locator('.why-lines')
    await why.getByText(/^Red because declared Red/).waitFor()
    await why.getByText(/^What would turn it green: /).waitFor()
    await page.locator('#typed').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Remove the filter .*Red/ }).waitFor()
    expect(page.url()).toContain('level=red')
    await page.locator('#typed').fill('no such words')
    await page.getByText('No action of this plan fits these filters.').waitFor()
    await page.getByText('No action of this plan').getByRole('button', { name: 'Clear filters' }).click()
    await count.getByText('36 actions').waitFor()
    expect(await page.locator('#typed').inputValue()).toBe('')
    // From the keyboard: Enter in the cell of the level by the rules.
    const cell = page.locator('.grid-row').first().locator('.col-computed')
    await cell.click({ position: { x: 4, y: 4 } })
    await page.keyboard.press('Enter')
    await why.first().locator('p').first().waitFor()
    await page.keyboard.press('Enter')
    await why.first().waitFor({ state: 'detached' })
  })

  test('the actions of all plans are one grid, edited in place, and saved as a view', async ({ onPlan }) => {
    const page = await onPlan()
    await page.getByRole('link', { name: 'All actions' }).click()
    await page.getByRole('heading', { name: 'All actions', level: 1 }).waitFor()
    await page.locator('tr.grid-row').first().waitFor()
    const groups = page.locator('th[scope="rowgroup"]')
    await groups.nth(1).waitFor()
    await page.locator('#typed').fill('level:red')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Remove the filter .*Red/ }).waitFor()
    await page.getByText(/^\d+ actions$/).waitFor()
    const row = page.locator('tr.grid-row', {
      has: page.getByRole('link', { name: 'charter/24', exact: true }),
    })
    // The plan of the row says which stages there are.
    await row.locator('[data-column="6"]').focus()
    await expect
      .poll(async () => {
        await page.keyboard.press('F2')
        return page.locator('.cell-place select').count()
      })
      .toBe(1)
    await page.locator('.cell-place select').selectOption('Not started yet')
    await page.keyboard.press('Enter')
    await row.getByText('Not started yet').waitFor()
    await page.keyboard.press('Control+z')
    await row.getByText('In progress').waitFor()
    await row.locator('[data-column="1"]').focus()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('complementary').getByRole('link', { name: 'Open as a page' }).waitFor()
    expect(page.url()).toContain('open=charter%2F24')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Save view …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Every red')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const link = page.getByRole('list', { name: 'Saved views' }).getByRole('link', { name: 'Every red' })
    await link.waitFor()
    expect(await link.getAttribute('href')).toBe('/actions?level=red')
    // Rows of two plans are not changed by one command.
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByText(/^58 actions$/).waitFor()
    await page.getByRole('checkbox', { name: 'Mark all rows' }).click()
    await page.getByRole('button', { name: 'Shift dates …' }).click()
    await said(page, 'These rows are of several plans.')
  })

  test('the board moves an action to another stage by keys, by its list and by dragging, and asks why where it must', async ({
    house,
    onPlan,
  }) => {
    const page = await onPlan()
    // One card, so that nothing scrolls while it is dragged.
    await page.goto(`${house.url}/plans/charter?view=board&words=patrol%20support`)
    const card = (ref: string) =>
      page.locator('.card', { has: page.getByRole('link', { name: ref, exact: true }) })
    const inStage = (stage: string, ref: string) =>
      page
        .getByRole('region', { name: stage, exact: true })
        .locator('.card', { has: page.getByRole('link', { name: ref, exact: true }) })
        .waitFor()
    await card('20').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await said(page, '20: Complete.')
    await inStage('Complete', '20')
    await page.keyboard.press('Control+z')
    await said(page, 'Undone: 20: Complete.')
    await inStage('In progress', '20')
    await page.keyboard.press('Control+y')
    await inStage('Complete', '20')
    // What is complete is opened again with a reason alone.
    await page.getByLabel('Stage of 20', { exact: true }).selectOption({ label: 'In progress' })
    await page.getByLabel('Why does it change?').fill('Two wards are missing')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await said(page, '20: In progress.')
    await inStage('In progress', '20')
    await card('20').dragTo(page.getByRole('region', { name: 'Not started yet', exact: true }).locator('h2'))
    await said(page, '20: Not started yet.')
    await inStage('Not started yet', '20')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await said(page, 'Undone: 20: Not started yet.')
    await inStage('In progress', '20')

    // A card opens beside the board.
    await card('20').getByRole('link', { name: '20', exact: true }).click()
    await page.locator('.panel-title .ref', { hasText: '20' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.side-panel').waitFor({ state: 'detached' })
  })

  test('marked rows are changed together: others’ changes are shown, the rest is saved, and undone as one', async ({
    onPlan,
  }) => {
    const office = await onPlan()
    const other = await onPlan()
    await cell(office, '17', 'ref').click()
    await office.keyboard.press('ArrowRight')
    await office.keyboard.press('Space')
    for (const ref of ['18', '19', '20'])
      await office.getByRole('checkbox', { name: `Mark ${ref}`, exact: true }).click()
    await office.getByText('4 rows marked').waitFor()
    await office.getByRole('button', { name: 'Shift dates …' }).click()
    await office.getByLabel('How far').fill('14d')
    await office.getByText('4 actions will change.').waitFor()
    await office.getByText('Timescale: by 14 Jul 2027, was by Jun 2027').waitFor()
    await office.getByRole('button', { name: 'Save 4 actions' }).click()
    await office.getByText('Say why in “Reason”.').waitFor()
    await office.keyboard.type('Agreed by the board')
    await office.getByText('Say why in “Reason”.').waitFor({ state: 'detached' })

    // Before it is saved, somebody else moves one of them.
    await cell(other, '18', 'timescale').click()
    await other.keyboard.type('by May 2027')
    await other.keyboard.press('Enter')
    await other.getByLabel('Why does the date move?').fill('Sooner')
    await other.keyboard.press('Enter')
    await said(other, '18: timescale saved.')

    await office.getByRole('button', { name: 'Save 4 actions' }).click()
    await office.getByText('1 action changed while you looked, so nothing was saved.').waitFor()
    await office.getByRole('button', { name: 'Save the other 3' }).click()
    await said(office, 'Shift dates: 3 actions saved.')
    await cell(office, '19', 'timescale').getByText('by 14 May 2027').waitFor()
    await cell(office, '18', 'timescale').getByText('by May 2027').waitFor()

    // After it was saved, somebody else moves another: that one is named and the others go back.
    await cell(other, '20', 'timescale').click()
    await other.keyboard.type('by July 2027')
    await other.keyboard.press('Enter')
    await other.getByLabel('Why does the date move?').fill('Vetting')
    await other.keyboard.press('Enter')
    await said(other, '20: timescale saved.')
    await office.getByRole('button', { name: 'Undo', exact: true }).click()
    await said(office, /1 of 3 actions was changed again since: 20/)
    await office.getByRole('button', { name: 'Undo the other 2 actions' }).click()
    await said(office, 'Undone: Shift dates')
    await cell(office, '19', 'timescale').getByText('by Apr 2027').waitFor()
    await cell(office, '20', 'timescale').getByText('by Jul 2027').waitFor()
  })

  test('what somebody else changed while one typed is shown, and either can be kept', async ({ onPlan }) => {
    const office = await onPlan()
    const other = await onPlan()
    await cell(office, '31', 'text').click()
    await office.keyboard.press('F2')
    await office.keyboard.type('Revive the ride-along')
    await cell(other, '31', 'text').click()
    await other.keyboard.press('F2')
    await other.keyboard.type('Ride along with every team')
    await other.keyboard.press('Enter')
    await said(other, '31: action saved.')
    await office.getByText('Somebody changed this to “Ride along with every team” while you type.').waitFor()
    await office.keyboard.press('Enter')
    const conflict = office.locator('.conflict')
    await conflict.getByText('Ride along with every team').waitFor()
    await conflict.getByText('Revive the ride-along', { exact: true }).waitFor()
    await office.getByRole('button', { name: 'Save mine' }).click()
    await cell(office, '31', 'text').getByText('Revive the ride-along', { exact: true }).waitFor()
  })

  test('what is typed in a cell is kept, a duty stays with its owner, and a click elsewhere saves', async ({
    onPlan,
  }) => {
    const page = await onPlan()
    await cell(page, '11', 'text').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type(', and say so')
    // It is kept once typing rests.
    await page.waitForResponse((response) => response.url().includes('forms.keep'))
    await page.reload()
    await cell(page, '11', 'text').click()
    await page.keyboard.press('F2')
    await page.getByText(/What you wrote on .* is back/).waitFor()
    expect(await page.getByLabel('Action of 11', { exact: true }).inputValue()).toMatch(/, and say so$/)
    await cell(page, '16', 'text').click()
    await said(page, '11: action saved.')
    await cell(page, '11', 'text')
      .getByText(/, and say so$/)
      .waitFor()
    expect(await cell(page, '16', 'text').evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+z')
    await said(page, 'Undone: 11: action saved.')

    await cell(page, '12', 'owners').click()
    await page.keyboard.type('Fleet; Comms: consulted')
    await page.keyboard.press('Enter')
    await said(page, '12: owners saved.')
    await cell(page, '12', 'owners').click()
    await page.keyboard.press('F2')
    expect(await page.getByLabel('Owners of 12', { exact: true }).inputValue()).toBe(
      'Fleet; Comms: consulted',
    )
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+x')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Fleet; Comms: consulted')
    expect(await page.getByLabel('Owners of 12', { exact: true }).inputValue()).toBe('')
    await page.keyboard.press('Escape')

    await cell(page, '12', 'level').click()
    await page.keyboard.type('amb')
    expect(await page.getByLabel('Declared of 12', { exact: true }).inputValue()).toBe('amber')
    await page.keyboard.press('Escape')
  })

  test('a block is pasted with a preview, and what is copied is a block', async ({ onPlan }) => {
    const page = await onPlan()
    await cell(page, '33', 'owners').click()
    await page.evaluate(() => navigator.clipboard.writeText('Estates\tby June 2028\nFleet\tsome day'))
    await page.keyboard.press('Control+v')
    await page.getByRole('heading', { name: 'Paste into 2 actions' }).waitFor()
    await page.getByLabel('Reason', { exact: true }).fill('From the board’s list')
    await page.getByText('Owners: Estates').waitFor()
    await page.getByText('“some day” is not understood as a timescale').waitFor()
    await page.getByRole('button', { name: 'Save 1 action', exact: true }).click()
    await cell(page, '33', 'owners').getByText('Estates').waitFor()
    await cell(page, '33', 'timescale').getByText('by Jun 2028').waitFor()
    await page.keyboard.press('Control+c')
    await said(page, 'Copied.')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Estates')
  })

  test('a filter is typed, becomes chips and an address, and says what it does not understand', async ({
    onPlan,
  }) => {
    const page = await onPlan()
    await page.getByRole('searchbox').or(page.locator('#typed')).first().fill('level:red colour:blue')
    await page.keyboard.press('Enter')
    await page.getByText('“colour:blue” means nothing.').waitFor()
    await page.getByRole('button', { name: 'Remove the filter Declared: Red' }).waitFor()
    expect(new URL(page.url()).searchParams.get('level')).toBe('red')
  })
})
