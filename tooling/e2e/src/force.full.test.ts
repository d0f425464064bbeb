import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('the force and its settings', () => {
  test('an administrator gives it a name from a day ahead, changes its settings, and finds both in its history', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/force`)
    await page.getByRole('heading', { name: 'The force', level: 1 }).waitFor()

    const name = page.getByRole('form', { name: 'Change the name of the force' })
    await name.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Fill in “Name”').waitFor()
    await name.getByLabel('Name').fill('Arden Vale and Bridewell Police')
    await name.getByLabel('From (optional)').fill('2199-04-01')
    await name.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The name of the force was saved.').waitFor()
    await page.getByText('From 1 April 2199', { exact: true }).waitFor()

    const crest = page.getByRole('form', { name: 'Change the crest' })
    await crest.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('Choose a picture').waitFor()
    const picture = (name: string, buffer: Buffer) =>
      crest.getByLabel('Picture').setInputFiles({ name, mimeType: 'image/png', buffer })
    await picture('crest.png', Buffer.from('no picture'))
    await crest.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('it is not a PNG, JPEG or WebP picture').waitFor()
    await picture('crest.png', await page.locator('header').screenshot())
    await crest.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The crest was saved.').waitFor()
    await page.getByText('The crest is “crest.png”.').waitFor()
    const shown = page.locator('img.header-crest')
    await expect
      .poll(() => shown.evaluate((img) => (img as HTMLImageElement).naturalWidth))
      .toBeGreaterThan(0)
    await crest.getByRole('button', { name: 'Remove the crest' }).click()
    await page.getByText('The crest was removed.').first().waitFor()
    await shown.waitFor({ state: 'detached' })

    const settings = page.getByRole('form', { name: 'Change the force’s settings' })
    await settings.getByLabel('Priorities (optional)').fill('must\nshould\ncould')
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The settings were changed.').waitFor()
    await page.getByText('must, should, could').first().waitFor()
    await settings.getByLabel('Protective marking (optional)').selectOption('OFFICIAL-SENSITIVE')
    await settings.getByLabel('Words after the marking (optional)').fill('Board members only')
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText(/Marking: OFFICIAL-SENSITIVE/).waitFor()
    await page.getByText(/Caveat: “Board members only”/).waitFor()
    expect(await settings.getByLabel('Words after the marking (optional)').inputValue()).toBe(
      'Board members only',
    )
    await settings.getByLabel('Words after the marking (optional)').fill('')
    await settings.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Caveat: none').waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBeGreaterThanOrEqual(4)

    // A command without a page has a form, which the palette opens.
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('clock')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Accept the server’s clock', level: 1 }).waitFor()
  })

  test('an administrator adds columns, and they are filled in, listed, filtered by and shown in the history', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/force`)
    const add = page.getByRole('form', { name: 'Add a column' })
    const addColumn = async (title: string, kind: string, choices = '') => {
      await page.getByText('Add a column', { exact: true }).click()
      await add.getByLabel('Title').fill(title)
      await add.getByLabel('Kind').selectOption(kind)
      if (choices !== '') await add.getByLabel('Choices (optional)').fill(choices)
      await add.getByRole('button', { name: 'Add the column' }).click()
    }
    await addColumn('Ward', 'choice')
    await page.locator('.govuk-error-summary').getByText('needs at least one choice').waitFor()
    await add.getByLabel('Choices (optional)').fill('North\nSouth')
    await add.getByRole('button', { name: 'Add the column' }).click()
    await page.getByText('The column was added.').waitFor()
    await page.getByRole('row', { name: /^Ward choice/ }).waitFor()
    await addColumn('Unit cost', 'money')
    await page.getByRole('row', { name: /^Unit cost amount of money/ }).waitFor()

    await page.goto(`${house.url}/plans/charter/1`)
    await page.getByRole('button', { name: 'Fill in columns' }).click()
    const form = page.getByRole('form', { name: 'Fill in columns' })
    await form.getByLabel('Ward').selectOption('North')
    await form.getByLabel('Unit cost').fill('a lot')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.locator('.govuk-error-summary').getByText('“a lot” does not fit “Unit cost”').waitFor()
    await form.getByLabel('Unit cost').fill('£1,250')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The columns were saved.').waitFor()
    await page.locator('dl.facts').getByText('£1,250').waitFor()
    await page.getByRole('heading', { name: 'Unit cost £1,250; Ward North' }).waitFor()

    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('gridcell', { name: '£1,250' }).waitFor()
    await page.getByText('Filter the actions').click()
    await page.getByLabel('Ward').selectOption('North')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.locator('.count', { hasText: /^1 action of/ }).waitFor()
    expect(new URL(page.url()).searchParams.get('column.ward')).toBe('North')
    await page.getByRole('button', { name: 'Remove the filter Ward: North' }).click()
    await page.locator('.count', { hasText: /^\d+ actions$/ }).waitFor()
    await page.getByRole('button', { name: 'Unit cost' }).first().click()
    await page.locator('caption', { hasText: 'By Unit cost' }).waitFor()
    expect(
      await page.locator('table.actions tr.grid-row').first().locator('.col-own').allTextContents(),
    ).toEqual(['North', '£1,250'])

    await page.goto(`${house.url}/force`)
    await page.getByRole('button', { name: 'Change Ward' }).click()
    await page.getByRole('button', { name: 'Remove the column' }).click()
    await page.getByText('The column was removed. Its values stay in the record.').waitFor()
    await page.goto(`${house.url}/plans/charter/1`)
    await page.locator('dl.facts').getByText('North', { exact: true }).waitFor()
  })
})
