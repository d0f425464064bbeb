import { expect } from 'vitest'
import { aWindow, describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const first = 'handed over on paper'
const own = 'seven lamps along the quay'

const test = opened(inHouse)

describeInBrowser('people and their passwords', () => {
  test('somebody is added, chooses a password of their own, is renamed, gets another password and is removed; the audit lists it', async ({
    house,
    browser,
    faults,
    page: office,
  }) => {
    await office.goto(`${house.url}/people`)
    const add = async (password: string) => {
      await office.getByLabel('Name or post').fill('The clerk')
      await office.getByLabel('E-mail address').fill('clerk@example.org')
      await office.getByLabel('First password').fill(password)
      await office.getByRole('button', { name: 'Add', exact: true }).click()
    }
    await add('password1234')
    await office
      .locator('.govuk-error-summary')
      .getByText('This password is among the most common ones')
      .waitFor()
    await add(first)
    await office.getByText('The clerk can sign in now.').waitFor()
    await office.getByText('has yet to choose a password').waitFor()
    // The result of the first is not shown next to the refusal of the second.
    await add(first)
    await office.locator('.govuk-error-summary').getByText('can already sign in').waitFor()
    expect(await office.getByText('The clerk can sign in now.').count()).toBe(0)

    const theirs = await aWindow(browser)
    const clerk = await theirs.context.newPage()
    const signInAsClerk = async (password: string) => {
      await clerk.goto(`${house.url}/documents`)
      await clerk.getByLabel('E-mail address').fill('clerk@example.org')
      await clerk.getByLabel('Password').fill(password)
      await clerk.getByRole('button', { name: 'Sign in' }).click()
    }
    await signInAsClerk(first)
    await clerk.getByRole('heading', { name: 'Choose your own password', level: 1 }).waitFor()
    expect(await clerk.locator('.nav').count()).toBe(0)
    await clerk.goto(`${house.url}/plans/charter`)
    await clerk.getByRole('heading', { name: 'Choose your own password', level: 1 }).waitFor()

    const change = async (current: string, password: string) => {
      await clerk.getByLabel('Current password').fill(current)
      await clerk.getByLabel('New password').fill(password)
      await clerk.getByRole('button', { name: 'Change password' }).click()
    }
    await change(first, 'short')
    await clerk
      .locator('.govuk-error-summary')
      .getByText('Enter a new password of at least 12 characters')
      .waitFor()
    await change('not the one at all', own)
    await clerk.locator('.govuk-error-summary').getByText('The current password is not right.').waitFor()
    await change(first, 'The clerk 2026')
    await clerk.locator('.govuk-error-summary').getByText('the name or the e-mail address').waitFor()
    await clerk.getByRole('button', { name: 'Show passwords' }).click()
    expect(await clerk.getByLabel('New password').getAttribute('type')).toBe('text')
    await change(first, own)
    await clerk.getByRole('heading', { name: /Charter Delivery Plan/, level: 1 }).waitFor()
    await clerk.getByText('Your password is changed.').waitFor()

    await office.reload()
    await office.getByRole('button', { name: 'Rename The clerk' }).click()
    await office.getByRole('dialog').getByLabel('Name or post').fill('Board\u202e clerk\u0007')
    await office.getByRole('button', { name: 'Change the name' }).click()
    await office
      .getByText('The clerk is now called Board clerk. 2 characters that cannot be shown were removed.')
      .waitFor()
    await office.getByRole('button', { name: 'New password for Board clerk' }).click()
    await office.getByRole('dialog').getByLabel('New password').fill(first)
    await office.getByRole('button', { name: 'Give the password' }).click()
    await office.getByText('Board clerk has a new password.').waitFor()
    await clerk.reload()
    await clerk.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()

    // Too many wrong passwords concern the account, so the message is above the form and not at a field.
    await signInAsClerk(first)
    await clerk.getByRole('heading', { name: 'Choose your own password', level: 1 }).waitFor()
    const refusedTries = clerk.locator('.govuk-error-summary').getByText('Too many failed attempts.')
    for (let tries = 0; tries < 8 && (await refusedTries.count()) === 0; tries += 1) {
      const answered = clerk.waitForResponse(/people\.changePassword/)
      await change(`wrong for the ${tries} time`, own)
      await answered
      await clerk.getByRole('button', { name: 'Change password' }).waitFor()
    }
    await refusedTries.waitFor()
    expect(await clerk.locator('.govuk-error-message').count()).toBe(0)

    // A name of the maximum length, without a space, on a narrow screen.
    const longest = 'W'.repeat(200)
    const rename = async (from: string, to: string) => {
      await office.getByRole('button', { name: `Rename ${from}`, exact: true }).click()
      await office.getByRole('dialog').getByLabel('Name or post').fill(to)
      const widths = await widthOf()
      await office.getByRole('button', { name: 'Change the name' }).click()
      await office.getByText(`is now called ${to}.`).waitFor()
      return Math.max(widths, await widthOf())
    }
    const widthOf = () =>
      office.evaluate(() =>
        Math.max(
          document.documentElement.scrollWidth,
          ...[...document.querySelectorAll('[role=dialog], .scroll')].map((box) => box.scrollWidth),
        ),
      )
    await office.setViewportSize({ width: 400, height: 800 })
    expect(await rename('Board clerk', longest)).toBeLessThanOrEqual(400)
    expect(await rename(longest, 'Board clerk')).toBeLessThanOrEqual(400)
    await office.setViewportSize({ width: 1280, height: 900 })

    await office.getByRole('button', { name: 'Remove Board clerk' }).click()
    await office.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await office.getByText('Board clerk can no longer sign in.').waitFor()
    await office.getByRole('link', { name: 'Audit', exact: true }).click()
    await office.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    const rows = office.locator('tbody tr td:nth-child(2)')
    await rows.first().waitFor()
    expect(await rows.allTextContents()).toEqual([
      'Programme office removed Board clerk.',
      `Programme office changed the name “${longest}” to “Board clerk”.`,
      `Programme office changed the name “Board clerk” to “${longest}”.`,
      'Programme office gave Board clerk a new password.',
      'Programme office changed the name “The clerk” to “Board clerk”.',
      'Board clerk changed their own password.',
      'Programme office added Board clerk, then “The clerk”, as reader.',
      'Programme office was made the first administrator at set-up.',
    ])
    await office.getByLabel('Change', { exact: true }).selectOption('Name changed')
    await expect.poll(() => rows.count()).toBe(3)
    await office.setViewportSize({ width: 400, height: 800 })
    expect(await widthOf()).toBeLessThanOrEqual(400)
    expect([...faults, ...theirs.faults]).toEqual([])
  }, 120_000)
})
