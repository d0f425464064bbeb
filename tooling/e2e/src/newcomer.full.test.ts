import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { aWindow, describeInBrowser } from './browser.ts'
import { administrator } from './house.ts'
import { inHouse, opened } from './in-house.ts'

const charter = fileURLToPath(
  new URL('../../../packages/sample/documents/charter-plan-2026.txt', import.meta.url),
)

const test = opened(
  inHouse.override('content', 'nothing').override('page', ({ window }) => window.context.newPage()),
)

describeInBrowser('a newcomer', () => {
  test('sets Beatbook up from the printed link', async ({ house, page }) => {
    await page.goto(house.setUpLink)
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    expect(await page.title()).toMatch(/^Error: /)
    await page.getByLabel('Name of your force').fill('Bridewell Police')
    await page.getByLabel('Your name or post').fill(administrator.name)
    await page.getByLabel('E-mail address').fill(administrator.email)
    await page.getByLabel('Password').fill(administrator.password)
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await page.getByRole('heading', { name: 'Import a document' }).waitFor()
    expect(await page.locator('.header').textContent()).toContain('Bridewell Police')
  })

  test('is told in one sentence when a file cannot be read, and no draft is left', async ({ page }) => {
    await page.locator('#file').setInputFiles({
      name: 'holiday.docx',
      mimeType: 'image/jpeg',
      buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]),
    })
    const problem = page.locator('.govuk-error-summary')
    await problem.waitFor()
    expect(await problem.textContent()).toMatch(/holiday\.docx .*picture.*Import the plan as text/)
    expect(await page.getByRole('heading', { name: 'Drafts in progress' }).count()).toBe(0)
  })

  test('checks the draft beside the document', async ({ page }) => {
    await page.locator('#file').setInputFiles(charter)
    await page.getByRole('heading', { name: 'Check the draft' }).waitFor()
    expect(await page.locator('main').textContent()).toContain('36 actions in 6 sections')
    await page.getByRole('button', { name: 'Action 32: show it in the document' }).click()
    const marked = page.locator('.source [data-action].on').first()
    await marked.waitFor()
    expect(await marked.textContent()).toBe('32')
  })

  test('settles a finding, and the draft follows', async ({ page }) => {
    const action = page.locator('.draft-action', {
      has: page.getByRole('button', { name: 'Action 32: show it in the document' }),
    })
    expect(await action.locator('.draft-update').textContent()).toContain('undated')
    await action.getByRole('button', { name: /^Use 14 April 2026/ }).click()
    await action.locator('.draft-update', { hasText: '14 April 2026' }).waitFor()
  })

  test('accepts it, and a live plan stands there', async ({ page }) => {
    await page.getByRole('button', { name: 'Go on to accept' }).click()
    await page.getByLabel('Short name').waitFor()
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByRole('heading', { name: /Community Charter Delivery Plan/ }).waitFor()
    await page.locator('table.actions').first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/plans/charter')
    expect(await page.locator('table.actions tr.grid-row').count()).toBe(36)
    expect(await page.locator('.bar').first().locator('a').allTextContents()).toEqual([
      '■ RRed: 7 actions',
      '▲ AAmber: 17 actions',
      '● GGreen: 10 actions',
      '✓ CComplete: 1 action',
      '–Not set: 1 action',
    ])
  })

  test('follows a count to the rows it counts', async ({ page }) => {
    await page.locator('.bar').first().locator('a').first().click()
    await page.getByText('7 actions of 36').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.locator('.count', { hasText: /^36 actions$/ }).waitFor()
  })

  test('records an update that stands in the history and in a second window without reload', async ({
    house,
    browser,
    page,
  }) => {
    const second = await aWindow(browser, { storageState: await page.context().storageState() })
    const other = await second.context.newPage()
    await other.goto(`${house.url}/plans/charter/32`)
    await other.getByRole('heading', { name: 'History' }).waitFor()

    await page.goto(`${house.url}/plans/charter/32`)
    await page.getByRole('button', { name: 'Record an update' }).click()
    await page.getByLabel('What happened').fill('Fifteen stations have doorbells now')
    await page.getByLabel('Declared level').selectOption('green')
    await page.getByLabel('New timescale', { exact: true }).fill('by June 2027')
    await page.getByText('means: by 30 June 2027').waitFor()
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.locator('.govuk-error-summary', { hasText: 'Say why the timescale changes' }).waitFor()
    await page.getByLabel('Reason').fill('The supplier is late')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByText('The update was recorded.').waitFor()
    expect(await page.locator('.timeline li').first().textContent()).toMatch(
      /Declared Green, was Amber.*Fifteen stations/,
    )

    await other.locator('.timeline li', { hasText: 'Fifteen stations have doorbells now' }).waitFor()
    expect(await other.locator('.facts').textContent()).toContain('by 30 June 2027')
    expect(second.faults).toEqual([])
    await second.context.close()
  })

  test('takes the update back', async ({ page }) => {
    await page.getByRole('button', { name: /Undo the entry “Declared Green/ }).click()
    await page.getByRole('button', { name: 'Undo it' }).click()
    await page.getByText('Undone by Programme office').waitFor()
    expect(await page.locator('.facts').textContent()).toContain('Amber')
  })

  test('brings a revised document, and decides row by row what it changes', async ({ house, page }) => {
    const revised = readFileSync(charter, 'utf8')
      .replace('Hold a standing surgery', 'Hold a weekly surgery')
      .replace(/\n36\t.*/, '')
    const file = { name: 'charter-plan-2026.txt', mimeType: 'text/plain', buffer: Buffer.from(revised) }
    const accept = async () => {
      await page.goto(`${house.url}/import`)
      await page.locator('#file').setInputFiles(file)
      await page.getByRole('button', { name: 'Go on to accept' }).click()
      await page.getByLabel('It becomes').waitFor()
    }
    await accept()
    await page.locator('.difference tbody tr', { hasText: 'Hold a weekly surgery' }).waitFor()
    await page
      .locator('.difference tbody tr', { hasText: 'No longer in the document' })
      .locator('select')
      .selectOption('withdraw')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.locator('.govuk-error-summary').waitFor()
    await page.getByRole('button', { name: 'Confirm all as proposed' }).click()
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByText('The document was accepted.').waitFor()
    await page.getByRole('gridcell', { name: 'Hold a weekly surgery' }).waitFor()
    await page.getByRole('link', { name: '1 withdrawn action' }).waitFor()

    await accept()
    await page.getByText('Accepting it writes nothing.').waitFor()
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await page.getByText('Nothing was written.').waitFor()
    await page.goto(`${house.url}/plans/charter/32`)
  })

  test('looks back to a day, and nothing can be changed there', async ({ page }) => {
    await page.getByRole('button', { name: /^As at/ }).click()
    await page.getByLabel('Look at the end of a day').fill('30/4/2026')
    await page.getByRole('button', { name: 'Look back' }).click()
    await page.locator('.as-at-bar', { hasText: 'As at 30 April 2026' }).waitFor()
    await page.getByText('You are looking back; go back to today to change anything.').waitFor()
    expect(await page.locator('.timeline').textContent()).not.toContain('Fifteen stations')
    await page.getByRole('link', { name: 'Plans', exact: true }).first().click()
    await page.locator('.as-at-bar').waitFor()
    await page.getByRole('button', { name: 'back to today' }).click()
    await page.locator('.as-at-bar').waitFor({ state: 'detached' })
  })

  test('sees no error in any of it', ({ faults }) => {
    expect(faults).toEqual([])
  })
})
