import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { aWindow, describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const charter = fileURLToPath(
  new URL('../../../packages/sample/documents/charter-plan-2026.txt', import.meta.url),
)
const pages: [path: string, heading: RegExp][] = [
  ['/plans', /^Plans$/],
  ['/plans?asAt=2026-05-01', /^Plans$/],
  ['/plans/charter', /Charter Delivery Plan/],
  ['/plans/charter?level=red,amber&words=a', /Charter Delivery Plan/],
  ['/plans/charter?sort=-timescale,level&group=owner', /Charter Delivery Plan/],
  ['/plans/charter?open=18', /Charter Delivery Plan/],
  ['/plans/charter?rules=red,amber&disagrees=yes', /Charter Delivery Plan/],
  ['/plans/charter?view=board', /Charter Delivery Plan/],
  ['/plans/charter?view=timeline', /Charter Delivery Plan/],
  ['/plans/charter?view=calendar', /Charter Delivery Plan/],
  ['/plans/charter?view=roadmap', /Charter Delivery Plan/],
  ['/plans/charter?view=compare&from=2026-04-30', /Charter Delivery Plan/],
  ['/plans/charter?view=trends', /Charter Delivery Plan/],
  ['/plans/charter/32', /32/],
  ['/plans/new', /^New plan$/],
  ['/plans/charter#add', /Charter Delivery Plan/],
  ['/plans/charter/32#edit', /32/],
  ['/plans/charter/32#ask-owners', /32/],
  ['/plans/charter#ask', /Charter Delivery Plan/],
  ['/plans/nothing', /no such plan/],
  ['/import', /^Import a document$/],
  ['/owners', /^Owners$/],
  ['/feeds?plan=charter', /^Calendars and feeds$/],
  ['/documents', /^Documents$/],
  ['/work', /^My work$/],
  ['/rules', /^Rules$/],
  ['/rules/force-default?plan=charter', /^Force default$/],
  ['/people', /^People$/],
  ['/audit', /^Audit$/],
  ['/force', /^The force$/],
  ['/commands/accept-clock', /^Accept the server’s clock$/],
  ['/account/password', /^Change your password$/],
  ['/device?user_code=ABCD1234', /Did you start this/],
  ['/setup', /Set-up is finished/],
  ['/help', /^Guide$/],
  ['/help/grid#filter-by-typing', /^The table and its views$/],
  ['/help/nothing', /no such page/],
  ['/accessibility', /Accessibility statement/],
  ['/nowhere', /no such page/],
]

const test = opened(inHouse)

describeInBrowser('every page', () => {
  test.beforeAll(async ({ house, page }) => {
    await page.goto(`${house.url}/force`)
    await page.getByText('Add a column', { exact: true }).click()
    const form = page.getByRole('form', { name: 'Add a column' })
    await form.getByLabel('Title').fill('Unit cost')
    await form.getByLabel('Kind').selectOption('money')
    await form.getByRole('button', { name: 'Add the column' }).click()
    await page.getByText('The column was added.').waitFor()
  }, 120_000)

  // Every page is checked in both themes with BEATBOOK_FULL, otherwise in one of them, in turn: both take too long
  // for every change.
  const inTurn = pages.map(([path, heading], at) => {
    const schemes = process.env.BEATBOOK_FULL
      ? (['light', 'dark'] as const)
      : ([at % 2 ? 'dark' : 'light'] as const)
    return [path, schemes, heading] as const
  })
  test.for(inTurn)(
    '%s breaks no rule of WCAG 2.2 AA, and does not scroll sideways at 400 % of 1280 pixels: %s',
    async ([path, schemes, heading], { house, page }) => {
      await page.goto(house.url + path)
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
      await page.waitForFunction(() => document.querySelector('.loading') === null)
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme })
        expect([colorScheme, await faultsOf(page)]).toEqual([colorScheme, []])
      }
      await page.setViewportSize({ width: 320, height: 800 })
      await page.waitForFunction(() => innerWidth === 320 && document.querySelector('.loading') === null)
      const width = await page.evaluate(
        () =>
          new Promise((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => resolve(document.documentElement.scrollWidth)),
            ),
          ),
      )
      await page.setViewportSize({ width: 1280, height: 900 })
      expect(width).toBe(320)
    },
  )

  // What opens on the pages is checked in the dark theme only with BEATBOOK_FULL.
  const themes = process.env.BEATBOOK_FULL ? (['light', 'dark'] as const) : (['light'] as const)
  describe.each(themes)('in the %s theme', (colorScheme) => {
    test('the explanation, the form of an override, the form of rules and a check break no rule either', async ({
      house,
      page,
    }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${house.url}/plans/charter/18#why`)
      await page.locator('.tests .decides').waitFor()
      await page.getByText('The levels as a table').click()
      await page.getByRole('button', { name: 'Replace the level by the rules' }).click()
      await page.getByRole('button', { name: 'Replace', exact: true }).click()
      await page.locator('.govuk-error-summary').waitFor()
      await page.getByRole('button', { name: 'Add a link' }).click()
      await page.getByRole('button', { name: 'Fill in columns' }).click()
      await page.getByLabel('Unit cost').fill('a lot')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('“a lot” does not fit “Unit cost”').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.goto(`${house.url}/rules/force-default?plan=charter`)
      await page.getByRole('button', { name: 'Change a copy' }).click()
      await page.getByText('Levels, worst first').click()
      await page
        .locator('.rule', { has: page.locator('#rule-12-than') })
        .locator('summary')
        .click()
      await page.locator('#rule-12-than').fill('400')
      await page.locator('#rule-12-than').press('Tab')
      await page.locator('.what-if').waitFor()
      expect(await faultsOf(page)).toEqual([])
      // The changed copy is kept until it is discarded: the next theme begins with the rules as they are.
      page.once('dialog', (asked) => asked.accept())
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Change a copy' }).waitFor()
      await page.goto(`${house.url}/plans/charter?view=trends`)
      await page.getByText('The numbers as a table').click()
      await page.getByText('Check the plan', { exact: true }).click()
      await page.locator('.violations').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    test('files and links, their forms and what is wrong in them break no rule either', async ({
      house,
      page,
    }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${house.url}/plans/charter/9`)
      await page.getByRole('button', { name: 'Attach a file or a web link' }).click()
      const form = page.getByRole('form', { name: 'Attach a file or a web link' })
      const program = { name: 'setup.exe', mimeType: 'text/plain', buffer: Buffer.from('MZ') }
      await form.getByLabel('Drop files here, or choose them').setInputFiles(program)
      await form.getByText('“setup.exe” is of a kind that cannot be attached').waitFor()
      await form.getByLabel('Or a web address').fill('the register')
      await form.getByRole('button', { name: 'Add the web address' }).click()
      await form.getByText('Write the whole address of a web page').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await form.getByRole('button', { name: 'Remove “setup.exe”' }).click()
      await form.getByLabel('Or a web address').fill('https://www.example.org/register')
      await form.getByRole('button', { name: 'Add the web address' }).click()
      await form.getByLabel('Evidence that something was done').check()
      await form.getByRole('button', { name: 'Attach', exact: true }).click()
      await page.getByText('It was attached.').waitFor()
      await page
        .getByRole('button', { name: /^Edit “https/ })
        .first()
        .click()
      await page.getByLabel('Done on').waitFor()
      expect(await faultsOf(page)).toEqual([])
    })

    test('a document, the form of an update and the palette break no rule either', async ({
      house,
      page,
    }) => {
      await page.emulateMedia({ colorScheme })
      await page.goto(`${house.url}/documents`)
      await page.getByRole('link', { name: 'charter-plan-2026.txt' }).click()
      await page.locator('.source').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.goto(`${house.url}/force`)
      await page.getByRole('button', { name: 'Change Unit cost' }).click()
      await page.getByRole('heading', { name: 'Change “Unit cost”' }).waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.goto(`${house.url}/plans/charter/32#record`)
      await page.getByLabel('What happened').waitFor()
      await page.getByRole('button', { name: 'Record', exact: true }).click()
      await page.locator('.govuk-error-summary').waitFor()
      expect(await faultsOf(page)).toEqual([])
      await page.getByRole('button', { name: 'Search plans and actions' }).click()
      await page.getByLabel('A plan, an action, its address, or a command').fill('charter')
      await page.getByRole('option').first().waitFor()
      expect(await faultsOf(page)).toEqual([])
    })
  })

  test('a draft that is checked and accepted breaks no rule in either theme', async ({ house, page }) => {
    await page.goto(`${house.url}/import`)
    const revised = readFileSync(charter, 'utf8').replace('Hold a standing surgery', 'Hold a weekly surgery')
    await page
      .locator('#file')
      .setInputFiles({ name: 'charter-plan-2026.txt', mimeType: 'text/plain', buffer: Buffer.from(revised) })
    await page.locator('.pair').waitFor()
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      found.push(...(await faultsOf(page)))
    }
    await page.getByRole('button', { name: 'Go on to accept' }).click()
    await page.locator('.difference').waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      found.push(...(await faultsOf(page)))
    }
    expect(found).toEqual([])
  })

  test('the focus goes to the heading and the title changes when another page opens', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans`)
    await page.getByRole('link', { name: /Charter Delivery Plan/ }).click()
    await page.getByRole('heading', { name: /Charter Delivery Plan/, level: 1 }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(await page.title()).toMatch(/Charter Delivery Plan – Beatbook/)
  })

  test('on a phone the header is one line, and the pages are in its menu', async ({ house, page }) => {
    await page.setViewportSize({ width: 400, height: 800 })
    await page.goto(`${house.url}/plans`)
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    expect((await page.locator('.header').boundingBox())?.height).toBeLessThan(56)
    const rules = page.getByRole('link', { name: 'Rules', exact: true })
    expect(await rules.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await page.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true)
    await rules.click()
    await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor()
    expect(await rules.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await rules.isVisible()).toBe(false)
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('an open panel leaves the columns of the grid their width', async ({ house, page }) => {
    for (const width of [1024, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(`${house.url}/plans/charter?open=18`)
      await page.getByRole('link', { name: 'Open as a page' }).waitFor()
      const words = page.locator('tr.grid-row td.col-text, tr.grid-row th.col-text').first()
      expect((await words.boundingBox())?.width).toBeGreaterThan(120)
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('what a role may not do is not offered, and a link to it says why', async ({
    house,
    browser,
    page,
  }) => {
    await page.goto(`${house.url}/people`)
    await page.getByLabel('Name or post').fill('Board secretary')
    await page.getByLabel('E-mail address').fill('board@example.org')
    await page.getByLabel('First password').fill('a reader of the beat book')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Board secretary can sign in now.').waitFor()

    const reader = (await aWindow(browser)).context
    const theirs = await reader.newPage()
    await theirs.goto(`${house.url}/plans/charter/32`)
    await theirs.getByLabel('E-mail address').fill('board@example.org')
    await theirs.getByLabel('Password').fill('a reader of the beat book')
    await theirs.getByRole('button', { name: 'Sign in' }).click()
    await theirs.getByRole('heading', { name: 'Choose your own password', level: 1 }).waitFor()
    await theirs.getByLabel('Current password').fill('a reader of the beat book')
    await theirs.getByLabel('New password').fill('seven lamps along the quay')
    await theirs.getByRole('button', { name: 'Change password' }).click()
    await theirs.getByText('Your role lets you read, not change.').waitFor()
    expect(await theirs.getByRole('button', { name: 'Record an update' }).count()).toBe(0)
    expect(await theirs.locator('.nav ul').first().textContent()).toBe(
      'My workPlansAll actionsOwnersDocumentsRulesGuide',
    )
    await theirs.goto(`${house.url}/people`)
    await theirs.getByText('Only administrators add people').waitFor()
    await reader.close()
  })
})

const faultsOf = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  )
  return violations.map(
    (fault) =>
      `${fault.id}: ${fault.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')} (${fault.help})`,
  )
}
