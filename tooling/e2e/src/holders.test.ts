import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { administrator } from './house.ts'
import { inHouse, opened } from './in-house.ts'

const OWNER = 'Citizens in Policing manager'
const OTHER = 'Corporate Communications'

const test = opened(
  inHouse
    .extend(
      'press',
      { scope: 'file' },
      ({ page }) =>
        (name: string) =>
          page.getByRole('button', { name, exact: true }).click(),
    )
    .extend('open', { scope: 'file' }, ({ house, page }) => async (owner: string) => {
      await page.goto(`${house.url}/owners?text=${encodeURIComponent(owner)}`)
      await page.getByRole('table').getByRole('link', { name: owner, exact: true }).click()
      await page.getByRole('heading', { name: owner, level: 1 }).waitFor()
    }),
)

describeInBrowser('a post changing hands, and who is there', () => {
  test('a post gets a holder, the person an account, and my work says why it is mine', async ({
    house,
    page,
    press,
    open,
  }) => {
    await open(OWNER)
    await press('Say who holds this post')
    await page.getByRole('combobox', { name: 'Who holds it' }).fill('Insp Wren')
    await page.getByLabel('From', { exact: true }).fill('1 March 2026')
    await press('Save')
    await page.getByText('held by Insp Wren since 1 March 2026').waitFor()
    await page.getByRole('link', { name: 'Insp Wren', exact: true }).first().click()
    await page.getByRole('heading', { name: 'Insp Wren', level: 1 }).waitFor()
    await page.getByRole('heading', { name: 'Posts they hold' }).waitFor()
    await press('Say which account this is')
    await page.getByLabel('Account (empty for none)').fill(administrator.name)
    await press('Save')
    await page.getByText('Account', { exact: true }).waitFor()
    await page.goto(`${house.url}/work`)
    await page.getByText(`as holder of ${OWNER} since 1 March 2026`).waitFor()
  })

  test('a person who leaves leaves the post to be taken, and the list says so until it is', async ({
    house,
    page,
    press,
    open,
  }) => {
    await open('Insp Wren')
    await press('Say that they left')
    await page.getByLabel('First day they are no longer there').fill('1 October 2026')
    await press('Save')
    await page.getByText('Left on 1 October 2026.').first().waitFor()
    await page.goto(`${house.url}/owners`)
    const left = page.getByRole('region', { name: 'Left without anybody' })
    await left.getByText('left without a holder since 1 October 2026, before that Insp Wren').waitFor()
    await left.getByRole('link', { name: OWNER }).click()
    await page.getByText('Left without a holder since 1 October 2026.').waitFor()
    await press('Say who holds this post')
    await page.getByRole('combobox', { name: 'Who holds it' }).fill(`${administrator.name} (signs in)`)
    await press('Save')
    await page.getByText(`held by ${administrator.name} since`).first().waitFor()
    await page.goto(`${house.url}/owners`)
    await page.getByRole('heading', { name: 'Owners', level: 1 }).waitFor()
    await page.getByRole('table').first().waitFor()
    expect(await page.getByRole('region', { name: 'Left without anybody' }).count()).toBe(0)
  })

  test('another owner takes the place of one, gets its open actions as shown, and it is undone as one', async ({
    page,
    faults,
    press,
    open,
  }) => {
    await open(OTHER)
    await press('Say who takes its place')
    await page.getByLabel('Owner that takes its place (empty for none)').fill(OWNER)
    await page.getByLabel('From (may lie ahead)').fill('1 June 2026')
    await press('Save')
    await page.getByText(`“${OWNER}” took the place of “${OTHER}” on 1 June 2026.`).waitFor()
    await page.getByRole('link', { name: /^Give its \d+ open actions? to/ }).click()
    await press('Show what changes')
    await page
      .getByRole('region', { name: 'What changes' })
      .or(page.getByLabel('What changes'))
      .first()
      .waitFor()
    await page.getByRole('button', { name: /^Give over \d+ action/ }).click()
    await page.getByText('The open actions were given over.').waitFor()
    await press('Undo')
    await page.getByRole('link', { name: /^Give its \d+ open actions? to/ }).waitFor()
    expect(faults).toEqual([])
  })
})
