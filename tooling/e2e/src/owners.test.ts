import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('owners kept by hand', () => {
  const shows = (page: Page, ...words: RegExp[]) =>
    Promise.all(words.map((each) => page.getByText(each).first().waitFor()))

  test('doubles are proposed and merged, one owner is renamed and described, and all is undone', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.getByRole('link', { name: 'New plan' }).click()
    await page.getByLabel('Title').fill('Dock watch')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Add an action' }).click()
    const lines = [
      'Walk the docks @"Area Supt"',
      'Light the quay @"Area Supt"',
      'Meet the harbour master @"Area Superintendent"',
      'Mend the cameras @Fleet',
    ]
    const adding = page.getByRole('form', { name: 'Add an action' })
    for (const [at, line] of lines.entries()) {
      await adding.getByLabel('What is promised').fill(line)
      await page.keyboard.press('Enter')
      await adding.getByRole('link', { name: `dock-watch/${at + 1}` }).waitFor()
    }

    await adding.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Owners' }).click()
    await page.getByRole('heading', { name: 'Owners', level: 1 }).waitFor()
    await page.locator('.meta', { hasText: '22 owners' }).waitFor()
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.locator('tbody tr').first().getByText('Citizens in Policing manager').waitFor()
    expect(page.url()).toContain('sort=actions')

    // A pair that looks the same is proposed, and merged only when somebody says so.
    const alike = page.getByRole('region', { name: 'Owners that may be the same' })
    await alike.getByText('differ only in an abbreviation').waitFor()
    await alike.getByRole('button', { name: 'Merge Area Superintendent into Area Supt' }).click()
    const dialog = page.getByRole('dialog', { name: 'Merge two owners' })
    await dialog.getByText('1 action today').waitFor()
    await dialog.getByLabel('Reason (optional)').fill('The same post')
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
    await alike.getByText('The owners were merged.').waitFor()
    await page.locator('.meta', { hasText: '21 owners' }).waitFor()
    await alike.getByText('No two owners look the same.').waitFor()

    await page.getByLabel('Find by any name').fill('area superint')
    await page.locator('.meta', { hasText: /^1 owner/ }).waitFor()
    await page.getByRole('link', { name: 'Area Supt' }).first().click()
    await page.getByRole('heading', { name: 'Area Supt', level: 1 }).waitFor()
    await shows(page, /Owns 3 actions in 1 plan/, /Area Superintendent on /)
    await page.getByRole('link', { name: '3 actions of Dock watch' }).waitFor()
    await page.getByRole('rowheader', { name: 'dock-watch/3 Meet the harbour master' }).waitFor()

    await page.getByRole('button', { name: 'Rename this owner' }).click()
    const rename = page.getByRole('region', { name: 'Rename an owner' })
    await rename.getByLabel('New name').fill('Fleet')
    await page.keyboard.press('Enter')
    await page.locator('.govuk-error-summary').getByText('already means another owner').waitFor()
    await rename.getByLabel('New name').fill('Head of Area')
    await rename.getByLabel('Reason (optional)').fill('New post')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Head of Area', level: 1 }).waitFor()
    await shows(page, /The owner was renamed\./, /Renamed “Head of Area”\./)

    await page.getByRole('button', { name: 'Edit this owner' }).click()
    const edit = page.getByRole('region', { name: 'Edit an owner' })
    await edit.getByLabel('Kind').selectOption('Post')
    await edit.getByLabel('Belongs to (optional)').fill('Nobody of that name')
    await page.keyboard.press('Enter')
    await page.locator('.govuk-error-summary').getByText('There is no owner “Nobody of that name”').waitFor()
    await edit.getByLabel('Belongs to (optional)').fill('fleet')
    await edit.getByLabel('Other names (optional)').fill('Area Head\nAH')
    await edit.getByRole('button', { name: 'Save' }).click()
    await shows(page, /The owner was saved\./, /Also called “AH”\./, /Kind: post\. Belongs to “Fleet”\./)

    // The plan shows the owner as it is now, and the palette finds it by a name it had.
    await page.goto(`${house.url}/plans/dock-watch`)
    await page.getByRole('gridcell', { name: 'Head of Area' }).nth(2).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('area supt')
    await page
      .getByRole('option', { name: /Head of Area/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Head of Area', level: 1 }).waitFor()

    await page.getByRole('button', { name: 'Undo “Renamed “Head of Area”.”' }).click()
    await page.getByRole('heading', { name: 'Area Supt', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Undo the merge of Area Superintendent' }).click()
    await shows(page, /Owns 2 actions in 1 plan/)
    await page.getByRole('link', { name: '2 actions of Dock watch' }).waitFor()
  })

  test('an owner is merged from its own page, and its address leads to the one that stays', async ({
    house,
    signedIn,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/owners`)
    await page.getByRole('link', { name: 'Area Superintendent' }).first().click()
    await page.getByRole('heading', { name: 'Area Superintendent', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Merge this owner into another' }).click()
    const merge = page.getByRole('region', { name: 'Merge this owner into another' })
    await merge.getByLabel('The owner that stays').fill('area superintendent')
    await merge.getByRole('button', { name: 'Merge', exact: true }).click()
    await page.locator('.govuk-error-summary').getByText('These are the same owner').waitFor()
    await merge.getByLabel('The owner that stays').fill('area supt')
    await merge.getByRole('button', { name: 'Merge', exact: true }).click()
    await page.getByRole('heading', { name: 'Area Supt', level: 1 }).waitFor()
    await shows(page, /The owner you asked for was merged into this one\./, /Owns 3 actions/)
    await page.getByText('The owners were merged.').waitFor()
    await page.locator('[role=status]').getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByRole('heading', { name: 'Area Superintendent', level: 1 }).waitFor()
  })

  test('an owner that a document wrote together is split in all its actions', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/owners?text=youth`)
    await page.getByRole('link', { name: 'Prevention Superintendent / Youth Partnership Board' }).click()
    await page.getByRole('button', { name: 'Split this owner' }).click()
    const split = page.getByRole('region', { name: 'Split this owner' })
    await split.getByText('in 1 action, each with the duty it has there').waitFor()
    expect(await split.getByLabel('The owners it becomes').inputValue()).toBe(
      'Prevention Superintendent\nYouth Partnership Board',
    )
    await split.getByRole('button', { name: 'Split in 1 action' }).click()
    await page.getByText('The owner was split.').waitFor()
    await page.getByText('Owns no action.').waitFor()
    await page.locator('[role=status]').getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('Owns 1 action in 1 plan').waitFor()
  })
})
