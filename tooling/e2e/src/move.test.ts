import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('actions that move to another plan, and tags', () => {
  test('marked rows move together, and the old address finds each', async ({ house, page }) => {
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('tr.grid-row').nth(1).waitFor()
    await page.getByRole('checkbox', { name: 'Mark 1', exact: true }).click()
    await page.getByRole('checkbox', { name: 'Mark 2', exact: true }).click()
    await page.getByRole('button', { name: 'Move to another plan …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Move 2 actions to another plan').waitFor()
    const target = await dialog.getByLabel('To the plan').inputValue()
    await dialog.getByLabel('Reason (optional)').fill('The other team does it')
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Moved to').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).waitFor()
    await page.goto(`${house.url}/plans/charter/1`)
    await page
      .locator('code')
      .filter({ hasText: `${target}/` })
      .first()
      .waitFor()
    await page.getByText('moved from the plan charter to').first().waitFor()
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('tr.grid-row').first().waitFor()
    expect(await page.getByRole('checkbox', { name: 'Mark 1', exact: true }).count()).toBe(0)
  })

  test('an action is moved on its page, and the undo beside the message brings it back', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans/charter/3`)
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByRole('heading', { name: 'Move this action to another plan' }).waitFor()
    await page.getByLabel('To the plan').waitFor()
    await page.getByRole('button', { name: 'Move', exact: true }).last().click()
    await page.getByText('moved from the plan charter to').first().waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await page.locator('code', { hasText: 'charter/3' }).first().waitFor()
  })

  test('an action gets tags, and a tag leads to the actions that have it', async ({
    house,
    page,
    faults,
  }) => {
    await page.goto(`${house.url}/plans/charter/4`)
    await page.getByRole('button', { name: 'Edit', exact: true }).click()
    await page.getByLabel('Tags').fill('Night-time economy, #ASB')
    await page.getByLabel('How you will know that it worked').fill('Fewer calls after midnight')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Fewer calls after midnight').first().waitFor()
    await page.getByRole('link', { name: 'Night-time economy' }).click()
    await page.getByText('Tag: Night-time economy').waitFor()
    await page.locator('tr.grid-row').first().waitFor()
    expect(await page.locator('tr.grid-row').count()).toBe(1)
    expect(faults).toEqual([])
  })
})
