import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

describeInBrowser('a page whose code cannot be loaded', () => {
  test('says so without a connection, and is there once the connection is back', async ({ signedIn }) => {
    const page = await signedIn()
    await page.context().setOffline(true)
    const nav = page.getByRole('navigation', { name: 'Pages' })
    await nav.getByRole('link', { name: 'Rules' }).click()
    await page.getByRole('heading', { name: 'The page could not be shown', level: 1 }).waitFor()
    await page.getByText('This part of Beatbook could not be loaded.').waitFor()
    // What was loaded before can still be opened.
    await nav.getByRole('link', { name: 'Plans', exact: true }).click()
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    await nav.getByRole('link', { name: 'Rules' }).click()
    await page.getByRole('heading', { name: 'The page could not be shown', level: 1 }).waitFor()
    await page.context().setOffline(false)
    await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor()
  })

  test('is tried again by its button, and loaded anew where that does not help', async ({ signedIn }) => {
    const page = await signedIn()
    let aborted = 0
    await page.route(/assets\/OwnersPage-/, (route) => {
      aborted += 1
      return route.abort()
    })
    const nav = page.getByRole('navigation', { name: 'Pages' })
    await nav.getByRole('link', { name: 'Owners' }).click()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Load the page again' }).waitFor()
    expect(aborted).toBeGreaterThan(0)
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await page.getByRole('heading', { name: 'Owners', level: 1 }).waitFor()
  })

  test('is a part of a page: the rest stays, and so does what is typed', async ({ house, signedIn }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans/charter/18`)
    await page.getByRole('button', { name: 'Record an update' }).click()
    const form = page.getByRole('form', { name: 'Record an update' })
    await form.getByLabel('What happened').fill('The fairs begin in May')
    await page.route(/assets\/Help-/, (route) => route.abort())
    await page.getByRole('button', { name: 'Help', exact: true }).click()
    await page.getByRole('alert').getByText('This part of Beatbook could not be loaded.').waitFor()
    expect(await form.getByLabel('What happened').inputValue()).toBe('The fairs begin in May')
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  })
})
