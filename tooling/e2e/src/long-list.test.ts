import { randomUUIDv7 as newId, randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aWindow, describeInBrowser, openBrowser } from './browser.ts'
import { administrator, type House, openHouse, setUpServer, signIn } from './house.ts'

const SECTIONS = ['Listening', 'Roads', 'Premises'] as const
const EACH = 1_000
/** How long the page has on a busy machine. */
const WAITS = { timeout: 20_000 }
const ALL = SECTIONS.length * EACH

/** A plan of three sections of a thousand actions, as a document. */
const longPlan = (): string =>
  [
    '# Bridewell Neighbourhood Delivery Plan (October 2026)',
    '',
    ...SECTIONS.flatMap((section, at) => [
      `## ${section}`,
      '',
      '| # | Promise | Owner/s | Date | RAG |',
      '|---|---|---|---|---|',
      ...Array.from({ length: EACH }, (_, row) => {
        const ref = at * EACH + row + 1
        const words = ref % 3 === 0 ? ' and tell residents, shops and schools what was done about it' : ''
        return `| ${ref} | Hold surgery ${ref} in ${section} ward${words} | Licensing Team | By Mar 27 | ${'RAG'[ref % 3]} |`
      }),
      '',
    ]),
  ].join('\n')

describeInBrowser('a plan of 3,000 actions', () => {
  let house: House
  let browser: Browser
  let page: Page
  let send: (procedure: string, input: unknown) => Promise<unknown>
  beforeAll(async () => {
    house = await openHouse()
    await setUpServer(house, { sample: false })
    const { email, password } = administrator
    const signedIn = await fetch(`${house.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    const headers = { authorization: `Bearer ${signedIn.headers.get('set-auth-token')}` }
    send = async (procedure, input) => {
      const answer = await fetch(`${house.url}/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      if (!answer.ok) throw new Error(await answer.text())
      return answer.json()
    }
    const brought = await fetch(`${house.url}/api/drafts?name=plan.md&job=${randomUUID()}`, {
      method: 'POST',
      headers,
      body: longPlan(),
    })
    const { id: draftId } = (await brought.json()) as { id: string }
    const as = [{ plan: 'plan-1', as: 'new', code: 'long' }]
    await send('commands.acceptDraft', { commandId: newId(), draftId, as })
    browser = await openBrowser()
    page = await (await aWindow(browser, { viewport: { width: 1440, height: 900 } })).context.newPage()
    await signIn(page, house)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await house?.stop()
  })

  const open = async (search = '') => {
    await page.goto(`${house.url}/plans/long${search}`)
    await page.locator('.long-note', { hasText: '3,000 actions.' }).waitFor()
  }
  const row = (place: number) => page.locator(`tr.grid-row[data-row="${place}"]`)
  /** Waits for a row that has the focus, is loaded and on the screen. */
  const isAt = async (place: number) => {
    await row(place)
      .getByText(`surgery ${place + 1} in`)
      .waitFor()
    await expect
      .poll(
        () =>
          row(place).evaluate((each) => {
            const { top, bottom } = each.getBoundingClientRect()
            return each.contains(document.activeElement) && top > 25 && bottom < innerHeight - 25
          }),
        WAITS,
      )
      .toBe(true)
  }
  const scrollTo = (y: number) => page.mouse.move(700, 500).then(() => page.mouse.wheel(0, y))
  /** The first row on the screen below the headings, and where it is. */
  const first = () =>
    page.evaluate(() => {
      const rows = [...document.querySelectorAll('tr.grid-row:not(.waiting)')]
      const seen = rows.find((each) => each.getBoundingClientRect().top > 40)
      return { words: seen?.textContent ?? '', y: Math.round(seen?.getBoundingClientRect().top ?? 0) }
    })

  test('it has the height of all rows, draws those on the screen, and the keys go through all of them', async () => {
    await open()
    const grid = page.locator('table.grid')
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(ALL + 1))
    expect(await page.locator('tr.grid-row').count()).toBeLessThan(100)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeGreaterThan(ALL * 30)
    await row(0).locator('[data-column="1"]').click()
    await page.keyboard.press('Control+End')
    await isAt(ALL - 1)
    expect(await row(ALL - 1).getAttribute('aria-rowindex')).toBe(String(ALL + 1))
    await page.keyboard.press('PageUp')
    await isAt(ALL - 11)
    await page.keyboard.press('Control+Home')
    await isAt(0)
    for (let times = 0; times < 12; times += 1) await page.keyboard.press('PageDown')
    await isAt(120)
    expect(await page.locator('tr.grid-row').count()).toBeLessThan(100)
    // A heading says how many actions its section has, wherever the section begins.
    for (let times = 0; times < 88; times += 1) await page.keyboard.press('PageDown')
    await isAt(1_000)
    const heading = page.locator('tbody', { has: row(1_000) }).locator('th[scope="rowgroup"]')
    await heading.getByText('1,000 actions').waitFor()
    expect(await heading.textContent()).toMatch(/^Roads/)
    expect(await page.locator('th[scope="rowgroup"]').count()).toBe(1)
  })

  test('the panel walks on from page to page, and its address shows the row', async () => {
    await open('?open=1499')
    await row(1_498).getByText('surgery 1499 in').waitFor()
    await page.locator('.panel-title', { hasText: 'surgery 1499' }).waitFor()
    await page.locator('.side-panel').focus()
    for (const next of [1_500, 1_501]) {
      await page.keyboard.press('j')
      await page.locator('.panel-title', { hasText: `surgery ${next} in` }).waitFor()
      await row(next - 1)
        .getByText(`surgery ${next} in`)
        .waitFor()
    }
    await page.keyboard.press('k')
    await page.locator('.panel-title', { hasText: 'surgery 1500 in' }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('all that match are marked, and stay so where they are not loaded; too many are not changed at once', async () => {
    await open()
    await row(0).locator('[data-column="1"]').click()
    await page.keyboard.press('Space')
    await page.getByText('1 row marked').waitFor()
    await page.keyboard.press('Control+End')
    await isAt(ALL - 1)
    await page.keyboard.press('Shift+Space')
    await page.getByText('3,000 rows marked').waitFor()
    await page.keyboard.press('Control+Home')
    await isAt(0)
    expect(await row(0).getAttribute('aria-selected')).toBe('true')
    await page.getByRole('button', { name: 'Shift dates …' }).click()
    await page.locator('.foot-said', { hasText: 'At most 200 actions are changed at once' }).waitFor()
    await page.getByRole('button', { name: 'Clear marks' }).click()
    await page.locator('#typed').fill('level:red')
    await page.getByText('1,000 actions of 3,000').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).waitFor({ state: 'detached' })
  })

  test('a cell is edited far down, and what others change does not move the rows', async () => {
    await open()
    await row(0).locator('[data-column="1"]').click()
    await scrollTo(60_000)
    await expect.poll(async () => (await first()).words, WAITS).toMatch(/surgery \d{4} in/)
    await page.waitForTimeout(500)
    const before = await first()
    // Two rows above go, and are there again.
    const listed = await fetch(
      `${house.url}/trpc/actions.list?input=${encodeURIComponent(JSON.stringify({ plan: 'long', limit: 2 }))}`,
      {
        headers: {
          cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
        },
      },
    )
    const { result } = (await listed.json()) as { result: { data: { rows: { id: string }[] } } }
    const [one, two] = result.data.rows
    for (const action of [one, two])
      await send('commands.withdrawAction', {
        commandId: newId(),
        actionId: action?.id,
        reason: 'Done elsewhere',
      })
    await page.locator('.long-note', { hasText: '2,998 actions.' }).waitFor()
    const isWhereItWas = async () => {
      const now = await first()
      return now.words === before.words && Math.abs(now.y - before.y) <= 2
    }
    await expect.poll(isWhereItWas, WAITS).toBe(true)

    const target = page.locator('tr.grid-row', { hasText: /surgery \d+ in/.exec(before.words)?.[0] ?? '' })
    await target.locator('[data-column="1"]').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('End')
    await page.keyboard.type(' again')
    await send('commands.restoreAction', { commandId: newId(), actionId: one?.id, reason: 'Not done' })
    await page.locator('.long-note', { hasText: '2,999 actions.' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.foot-said', { hasText: 'action saved.' }).waitFor()
    await target.getByText(' again').waitFor()
    await send('commands.restoreAction', { commandId: newId(), actionId: two?.id, reason: 'Not done' })
  })

  test('printing asks for the page that has all rows', async () => {
    await open('?stage=none')
    await page.evaluate(() => {
      Object.assign(window, { print: () => document.body.setAttribute('data-printed', 'yes') })
    })
    await row(0).locator('[data-column="1"]').click()
    await page.keyboard.press('Control+p')
    await page.getByText('3,000 actions, all on this page.').waitFor({ timeout: 60_000 })
    await page.locator('body[data-printed="yes"]').waitFor()
    expect(await page.locator('tr.grid-row').count()).toBe(ALL)
    expect(await page.locator('th[scope="rowgroup"]').allInnerTexts()).toHaveLength(SECTIONS.length)
    await page.getByRole('link', { name: 'Back to the table' }).click()
    await page.locator('.long-note').waitFor()
    expect(new URL(page.url()).search).toBe('?stage=none')
  })
})
