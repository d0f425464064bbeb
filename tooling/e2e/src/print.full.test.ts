import { spawnSync } from 'node:child_process'
import { randomUUIDv7 as newId, randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const MARKING = 'OFFICIAL-SENSITIVE – Board members only'
const UPDATE =
  'Met the licensees on Harbour Street; all nine premises agreed to the new door policy, and the first joint visit is set for the second Friday of the month, with the council and the fire service.'

const ROWS = 1_200

/** A plan with more actions than a table has in the page, as a document. */
const longPlan = [
  '# Bridewell Neighbourhood Delivery Plan (October 2026)',
  '',
  '## Listening',
  '',
  '| # | Promise | Owner/s | Date | RAG |',
  '|---|---|---|---|---|',
  ...Array.from(
    { length: ROWS },
    (_, at) =>
      `| ${at + 1} | Hold surgery ${at + 1} in the ward | Licensing Team | By Mar 27 | ${'RAG'[at % 3]} |`,
  ),
].join('\n')

const canRead = spawnSync('pdftotext', ['-v']).status === 0
if (!canRead && process.env.CI !== 'true')
  process.stderr.write(
    '\n*** No pdftotext is installed: what is printed is not read. Install it (apt-get install poppler-utils). ***\n\n',
  )

/** What is printed of a page: the text of each sheet of paper. */
const printed = async (page: Page): Promise<string[]> => {
  const { stdout, stderr } = spawnSync('pdftotext', ['-layout', '-', '-'], {
    input: await page.pdf({ preferCSSPageSize: true }),
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  })
  if (stdout === '') throw new Error(`Nothing was printed: ${stderr}`)
  return stdout.split('\f').slice(0, -1)
}

/** The words of a sheet in one line, however they are broken. */
const wordsOf = (sheet: string): string => sheet.replace(/\s+/g, ' ')
const linesOf = (sheet: string): string[] => sheet.split('\n').filter((line) => line.trim() !== '')

const test = opened(
  inHouse.extend('marked', { scope: 'file' }, async ({ page, house }) => {
    const send = async (command: string, input: object) => {
      const answer = await page.request.post(`${house.url}/trpc/commands.${command}`, {
        headers: { origin: house.url },
        data: { commandId: newId(), ...input },
      })
      expect(answer.ok(), await answer.text()).toBe(true)
    }
    await send('changeSettings', { marking: 'official-sensitive', caveat: 'Board members only' })
    const query = new URLSearchParams({ input: JSON.stringify({ address: 'charter/1' }) })
    const { result } = (await (await page.request.get(`${house.url}/trpc/actions.get?${query}`)).json()) as {
      result: { data: { id: string } }
    }
    await send('recordUpdate', { updateId: newId(), actionId: result.data.id, text: UPDATE })
    return send
  }),
)

describeInBrowser('what is printed', { skip: !canRead && process.env.CI !== 'true' }, () => {
  const inPlan = async (page: Page, url: string) => {
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('tr.grid-row').count()).toBe(36)
  }

  test('every sheet of a plan is marked and numbered, and has the whole head of the table', async ({
    page,
    house,
    marked: _,
  }) => {
    await inPlan(page, `${house.url}/plans/charter`)
    const heads = await page.locator('.grid thead th:not(.col-mark)').allTextContents()
    expect(heads.length).toBeGreaterThan(6)
    const titles = (await page.locator('.grid th[scope="rowgroup"]').allTextContents()).map(wordsOf)
    const refs = await page.locator('.grid-row .col-ref').allTextContents()
    const sheets = await printed(page)
    expect(sheets.length).toBeGreaterThan(1)
    for (const [at, sheet] of sheets.entries()) {
      const words = wordsOf(sheet)
      expect(words.split(MARKING)).toHaveLength(3)
      expect(words).toContain(`Page ${at + 1} of ${sheets.length}`)
      expect(words).toMatch(/As at \d+ \w+ \d{4},.* as known on \d+ \w+ \d{4}/)
      expect(words).toMatch(/Printed on \d+ \w+ \d{4}/)
      // A head of two lines is read line by line, so its words are looked for each by itself.
      for (const head of heads.flatMap((each) => each.split(' '))) expect(words).toContain(head)
      // The last line is the foot; the one before it is no heading.
      const last = wordsOf(linesOf(sheet).at(-2) ?? '')
      for (const title of titles) expect(last).not.toContain(title.slice(0, 20))
    }
    const all = wordsOf(sheets.join(' '))
    for (const title of titles) expect(all).toContain(title.split(' ').slice(0, 3).join(' '))
    for (const ref of refs) expect(all).toMatch(new RegExp(`(^| )${ref} `))
    for (const pressed of ['Filter', 'why', 'Add an action', 'Ctrl'])
      expect(all).not.toContain(` ${pressed} `)
  })

  test('the latest update stands in the table in all its words, and in the history of its action', async ({
    page,
    house,
    marked: _,
  }) => {
    await inPlan(page, `${house.url}/plans/charter`)
    const cell = page.locator('tr.grid-row', { hasText: 'Met the licensees' }).locator('.col-last-update')
    expect(wordsOf((await cell.textContent()) ?? '')).toContain(UPDATE)
    const ends = UPDATE.split(' ').slice(-3)
    const inTable = (await printed(page)).find((each) => wordsOf(each).includes('Met the'))
    for (const word of ends) expect(inTable).toContain(word)
    await page.goto(`${house.url}/plans/charter/1`)
    await page.getByText(UPDATE).waitFor()
    const sheets = await printed(page)
    expect(wordsOf(sheets.join(' '))).toContain(UPDATE.slice(0, 60))
    expect(sheets.length).toBeLessThanOrEqual(2)
    for (const sheet of sheets) expect(wordsOf(sheet).split(MARKING)).toHaveLength(3)
  })

  test('a plan of an earlier day says of which day it is', async ({ page, house, marked: _ }) => {
    await inPlan(page, `${house.url}/plans/charter?asAt=2026-10-31`)
    for (const sheet of await printed(page))
      expect(wordsOf(sheet)).toMatch(/As at 31 October 2026,.* as known on \d+ \w+ \d{4}/)
  })

  test('a comparison, trends and My work have no fields of forms, and are marked', async ({
    page,
    house,
    marked: _,
  }) => {
    for (const [path, part] of [
      ['/plans/charter?view=compare&from=2026-06-30&to=2026-10-31', '.compared'],
      ['/plans/charter?view=trends', '.drawing'],
      ['/work', 'main h1'],
    ] as const) {
      await page.goto(house.url + path)
      await page.locator(part).first().waitFor()
      const sheets = await printed(page)
      for (const [at, sheet] of sheets.entries()) {
        expect(wordsOf(sheet).split(MARKING)).toHaveLength(3)
        expect(wordsOf(sheet)).toContain(`Page ${at + 1} of ${sheets.length}`)
      }
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('input, select, textarea').filter({ visible: true }).count()).toBe(0)
      await page.emulateMedia({ media: null })
    }
  })

  test('a plan that is too long for its table prints every row on the page for printing', async ({
    page,
    house,
    marked: send,
  }) => {
    const brought = await page.request.post(`${house.url}/api/drafts?name=plan.md&job=${randomUUID()}`, {
      headers: { origin: house.url, 'content-type': 'application/octet-stream' },
      data: Buffer.from(longPlan),
    })
    const { id: draftId } = (await brought.json()) as { id: string }
    await send('acceptDraft', { draftId, as: [{ plan: 'plan-1', as: 'new', code: 'long' }] })
    await page.goto(`${house.url}/plans/long?view=print`)
    await page.getByText('1,200 actions, all on this page.').waitFor({ timeout: 60_000 })
    const heads = await page.locator('.grid thead th').allTextContents()
    const sheets = await printed(page)
    for (const [at, sheet] of sheets.entries()) {
      const words = wordsOf(sheet)
      expect(words).toContain(`Page ${at + 1} of ${sheets.length}`)
      expect(words.split(MARKING)).toHaveLength(3)
      for (const head of heads.flatMap((each) => each.split(' '))) expect(words).toContain(head)
    }
    const all = wordsOf(sheets.join(' '))
    for (let row = 1; row <= ROWS; row++) expect(all).toContain(`Hold surgery ${row} in`)
  }, 120_000)

  test('a force without a marking prints none', async ({ page, house, marked: send }) => {
    await send('changeSettings', { marking: 'none', caveat: null })
    await inPlan(page, `${house.url}/plans/charter`)
    const all = (await printed(page)).join(' ')
    expect(all).not.toContain('OFFICIAL')
    expect(all).not.toContain('Board members')
    expect(all).toContain('Page 1 of ')
  })
})
