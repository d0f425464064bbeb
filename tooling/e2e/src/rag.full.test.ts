import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const charter = 'Arden Vale Police Community Charter Delivery Plan'

const test = opened(inHouse)

describeInBrowser('a programme office', () => {
  test('sees the plan by the rules beside what is declared, and follows a count to its rows', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('.bar').nth(1).locator('a').first().waitFor()
    const [first] = await page.locator('.bar').nth(1).locator('a').allTextContents()
    const count = Number(/(\d+) actions?$/.exec(first ?? '')?.[1])
    await page.locator('.bar').nth(1).locator('a').first().click()
    await page.locator('.chip', { hasText: 'By the rules: Red' }).waitFor()
    await page.locator('.count', { hasText: `${count} action` }).waitFor()
    await expect.poll(() => page.locator('table.actions tr.grid-row').count()).toBe(count)
  })

  test('is told why, test by test, and what would turn it green', async ({ house, page }) => {
    await page.goto(`${house.url}/plans/charter/18#why`)
    await page.locator('.tests .decides', { hasText: 'met: decides' }).waitFor()
    expect(await page.locator('#why').textContent()).toMatch(
      /Amber because no news for \d+ days, since 11 August 2026/,
    )
    expect(await page.locator('.disagreement').textContent()).toMatch(
      /^Declared Green since 11 August 2026: “Summer fairs went well.*” The two disagree\.$/,
    )
    expect(await page.locator('.tests tbody').count()).toBe(15)
    await page.getByRole('heading', { name: 'What would turn it green' }).waitFor()
    await page.getByText(/^an update with news \(no news for \d+ days\)/).waitFor()
  })

  test('follows a test that decides to the field that changes it', async ({ house, page }) => {
    await page.locator('.tests .decides').getByRole('link', { name: 'Write an update' }).click()
    await page.getByRole('heading', { name: 'Record an update' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'text')
    await page.goto(`${house.url}/plans/charter/5#why`)
    await page.locator('.tests .decides').getByRole('link', { name: 'Change timescale' }).click()
    await page.waitForFunction(() => document.activeElement?.id === 'timescale')
    await page.goto(`${house.url}/plans/charter/18#why`)
    await page.locator('.tests .decides', { hasText: 'met: decides' }).waitFor()
  })

  test('is told when work was completed, and is not advised to open it again', async ({ house, page }) => {
    const complete = await page.request.get(
      `${house.url}/api/v1/actions?plan=charter&stages=complete&limit=1`,
    )
    const [row] = ((await complete.json()) as { rows: { address: string }[] }).rows
    await page.goto(`${house.url}/plans/${row?.address}`)
    await page.locator('#why', { hasText: /Complete since \d+ \w+ 20\d\d/ }).waitFor()
    expect(await page.getByRole('heading', { name: 'What would turn it green' }).count()).toBe(0)
    await page.goto(`${house.url}/plans/charter/18#why`)
    await page.locator('.tests .decides', { hasText: 'met: decides' }).waitFor()
  })

  test('finds in the history when the rules turned it, and opens the tests with a key', async ({
    house,
    page,
  }) => {
    expect(await page.locator('.timeline .turn').first().textContent()).toMatch(
      /^23 September 2026The rules turned it ▲Amberno news for 43 days/,
    )
    await page.goto(`${house.url}/plans/charter/18`)
    await page.locator('#why').waitFor()
    await page.keyboard.press('w')
    await page.locator('.tests .decides').waitFor()
  })

  test('reads the ribbon as a table too', async ({ page }) => {
    await page.getByText('The levels as a table').click()
    await page.locator('.ribbon td', { hasText: 'Rules, forecast' }).first().waitFor()
  })

  test('replaces the level with a reason and an end, and lets the rules decide again', async ({ page }) => {
    await page.getByRole('button', { name: 'Replace the level by the rules' }).click()
    await page.getByRole('button', { name: 'Replace', exact: true }).click()
    await page
      .locator('.govuk-error-summary', { hasText: 'Say why this level stands in place of the rules' })
      .waitFor()
    await page.getByLabel('Level', { exact: true }).selectOption('green')
    await page.getByLabel('Until the end of').fill('31 March 2030')
    await page.getByLabel('Reason').fill('The fairs are counted in January')
    await page.getByRole('button', { name: 'Replace', exact: true }).click()
    await page
      .locator('#why', {
        hasText:
          /Green, set by .+ until 31 March 2030 because “The fairs are counted in January”; the rules alone say Amber: no news/,
      })
      .waitFor()
    await page.getByText('Green until the end of 31 March 2030.').waitFor()
    await page.getByRole('button', { name: 'Let the rules decide again' }).click()
    await page.getByText('Nothing: the rules decide.').waitFor()
  })

  test('says what an action depends on, and a loop is refused', async ({ house, page }) => {
    const add = async (on: string) => {
      await page.getByRole('button', { name: 'Add a link' }).click()
      await page.getByLabel('Address or ref of the other action').fill(on)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
    }
    await page.goto(`${house.url}/plans/charter/18`)
    await add('22')
    await page.locator('.links', { hasText: 'charter/22' }).waitFor()
    await page.goto(`${house.url}/plans/charter/22`)
    await add('charter/18')
    await page.locator('.govuk-error-message', { hasText: 'cannot wait for itself' }).waitFor()
  })

  test('is asked for the issue, and whether the date moves, before it declares red', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans/charter/20`)
    await page.getByRole('button', { name: 'Record an update' }).click()
    await page.getByLabel('Declared level').selectOption('red')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.locator('.govuk-error-summary', { hasText: 'Say whether the date moves' }).waitFor()
    await page.getByRole('radio', { name: 'Yes' }).check()
    expect(await page.getByLabel('New timescale', { exact: true }).inputValue()).not.toBe('')
    await page.getByLabel('New timescale', { exact: true }).fill('by March 2027')
    await page
      .getByLabel('What is the issue, and why does the date move?')
      .fill('Vetting takes longer than planned')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByText('The update was recorded.').waitFor()
    await page.locator('.facts', { hasText: 'original: ' }).waitFor()
  })

  test('compares two dates, with the days a date moved', async ({ house, page }) => {
    await page.goto(`${house.url}/plans/charter?view=compare&from=2026-04-30&became=re-dated`)
    await page.locator('.compared tbody tr').first().waitFor()
    expect(await page.locator('.compared').textContent()).toMatch(
      /Its timescale was by .* and is by .*, 92 days later\./,
    )
    await page.locator('.compared tbody tr', { hasText: 'Recruit' }).waitFor()
  })

  test('sees counts through time with their table, and what turns and when', async ({ house, page }) => {
    await page.goto(`${house.url}/plans/charter?view=trends`)
    await page.getByText('The numbers as a table').click()
    await page.locator('.numbers th', { hasText: '(forecast)' }).first().waitFor()
    await page.locator('.turning tbody tr').first().waitFor()
  })

  test('moves a plan to the newest version of its rules after seeing what it would change', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/rules`)
    await page.getByText('Earlier: ').getByRole('link', { name: 'version 1' }).click()
    await page.getByText('This is an earlier version, kept for the plans that it rates.').waitFor()
    await page.getByLabel('Try it on the plan').selectOption({ label: charter })
    await page.getByRole('button', { name: 'Rate the plan by these rules from today' }).click()
    await page.getByText('The plan is rated by this version.').waitFor()
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('.newer-rules', { hasText: 'There is a version 2' }).getByRole('link').click()
    await page.getByText(/^\d+ actions of 36 would have another level today/).waitFor()
    await page.getByRole('button', { name: 'Rate the plan by these rules from today' }).click()
    await page.getByText('The plan is rated by this version.').waitFor()
    await page.goto(`${house.url}/plans/charter`)
    await page.locator('tr.grid-row').first().waitFor()
    await page.getByRole('link', { name: 'Force default, version 2' }).waitFor()
    await expect.poll(() => page.locator('.newer-rules').count()).toBe(0)
  })

  test('changes a rule and sees what it would do before anything is saved', async ({ house, page }) => {
    await page.goto(`${house.url}/rules/force-default?plan=charter`)
    await page.getByText(/^No action of 36 would have another level/).waitFor()
    await page.getByRole('button', { name: 'Change a copy' }).click()
    const openRule = () =>
      page
        .locator('.rule', { has: page.locator('#rule-12-than') })
        .locator('summary')
        .click()
    await openRule()
    await page.locator('#rule-12-than').fill('400')
    const kept = page.waitForResponse((response) => response.url().includes('forms.keep'))
    await page.locator('#rule-12-than').press('Tab')
    await page.getByText(/^\d+ actions of 36 would have another level today/).waitFor()
    // What is changed stands beside what it would do.
    const [rule, effect] = [page.locator('#rule-12-than'), page.locator('#what-if')]
    expect((await effect.boundingBox())?.x).toBeGreaterThan((await rule.boundingBox())?.x ?? 0)
    expect(await effect.evaluate((heading) => heading.getBoundingClientRect().top < innerHeight)).toBe(true)
    // A page that is left keeps the copy, until it is saved or discarded.
    await kept
    await page.reload()
    await page.getByText('did not save is back.').waitFor()
    await page.getByText(/^\d+ actions of 36 would have another level today/).waitFor()
    await openRule()
    expect(await page.locator('#rule-12-than').inputValue()).toBe('400')
    await page.getByText('Levels, worst first').click()
    await page.getByRole('button', { name: 'Add a level' }).click()
    await page.locator('.found-here', { hasText: 'No rule ever gives the level “level-8”.' }).waitFor()
    await page.getByRole('button', { name: 'Remove New level' }).click()
    await page.locator('#rule-12-fact').selectOption('daysPastDeadline')
    await page.locator('.found-here', { hasText: 'never decides' }).waitFor()
    await page.locator('#rule-12-fact').selectOption('daysSinceNews')
    await page.locator('#rule-12-than').fill('90')
    await page.locator('#rule-12-than').press('Tab')
    await page.getByLabel('Title').fill('Our force')
    await page.getByLabel('Code of the new rules').fill('our-force')
    await page.getByRole('button', { name: 'Save rules' }).click()
    await page.getByRole('button', { name: 'Rate the plan by these rules from today' }).click()
    await page.getByText('The plan is rated by this version.').waitFor()
    await page.goto(`${house.url}/plans/charter`)
    await page.getByRole('link', { name: 'Our force, version 1' }).waitFor()
    await page.goto(`${house.url}/rules/force-default?plan=charter`)
    await page.getByRole('button', { name: 'Change a copy' }).waitFor()
  })

  test('finds what waits for it, and updates it in place', async ({ house, page }) => {
    await page.goto(`${house.url}/work`)
    await page.getByRole('checkbox', { name: /Citizens in Policing manager/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: /^Declared and rules disagree/ }).waitFor()
    await page
      .getByRole('button', { name: /^Update charter\// })
      .first()
      .click()
    await page.getByLabel('What happened').fill('Said from the list')
    await page.getByRole('button', { name: 'Record', exact: true }).click()
    await page.getByLabel('What happened').waitFor({ state: 'detached' })
    expect(new URL(page.url()).pathname).toBe('/work')
  })

  test('reads the plan as it was known on an earlier day, where nothing can be changed', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/plans/charter/20`)
    await page.getByRole('button', { name: /^As at/ }).click()
    await page.getByLabel('With what was known by the end of a day').fill('1 January 2020')
    await page.getByRole('button', { name: 'Look back' }).click()
    await page.getByText('as known on 1 January 2020').waitFor()
    await page.getByRole('heading', { name: /no such action/ }).waitFor()
  })

  test('meets no error of a page on the way', ({ faults }) => {
    expect(faults).toEqual([])
  })
})
