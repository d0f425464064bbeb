import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

const test = opened(inHouse)

const TITLE = 'Dock watch'
const deeds = ['Walk', 'Light', 'Survey', 'Clear', 'Meet', 'Train'] as const
const places = [
  'the north quay',
  'Mill Lane',
  'the market',
  'the bus station',
  'Elm Park',
  'the harbour',
] as const
const owners = [
  'Estates',
  'Fleet',
  'Neighbourhood Inspectors',
  'Corporate Communications',
  'Duties Team',
] as const
const times = ['by Mar 27', 'by Jun 27', 'by Oct 27', 'ongoing'] as const

/** The actions of a plan of 36: words, an owner and a timescale each. */
const actions = Array.from({ length: 36 }, (_, at) => ({
  words: `${deeds[at % 6]} ${places[Math.floor(at / 6)]}`,
  owner: owners[(at * 7) % owners.length] as string,
  timescale: times[(at * 5) % times.length] as string,
}))

/**
 * The fewest first letters by which an entry is told from the others that stand above it, and the whole entry where it
 * does not: what LibreOffice Calc completes by itself (AutoInput).
 */
const leastOf = (entry: string, above: ReadonlySet<string>): string => {
  if (!above.has(entry)) return entry
  const begun = (letters: string) => [...above].filter((each) => each.startsWith(letters))
  for (let length = 1; length < entry.length; length += 1)
    if (begun(entry.slice(0, length)).length === 1) return entry.slice(0, length)
  return entry
}

/**
 * The keys that the same plan takes in LibreOffice Calc, each counted once, also with others held: a heading, a row
 * each with Tab between the cells and Enter after the last, with the completion of Calc; refs as a series (type 1, mark
 * the 36 cells by the Name Box, Sheet, Fill Cells, Fill Series, OK); Ctrl+S, the name, Enter.
 */
const keysInCalc = (): number => {
  const headings = 'Ref\tAction\tOwner\tTimescale\n'.length
  const above = [new Set<string>(), new Set<string>(), new Set<string>()] as const
  const rows = actions.map(({ words, owner, timescale }) =>
    [words, owner, timescale]
      .map((entry, column) => {
        const seen = above[column] as Set<string>
        const typed = leastOf(entry, seen).length + 1
        seen.add(entry)
        return typed
      })
      .reduce((sum, each) => sum + each),
  )
  const series = '1\n'.length + 'x'.length + 'A2:A37\n'.length + 'xxxx\n'.length
  const save = 1 + TITLE.length + 1
  return headings + rows.reduce((sum, each) => sum + each) + series + save
}

describeInBrowser('a plan typed from nothing', () => {
  test('takes the keyboard alone, and fewer keys than in a spreadsheet', { timeout: 300_000 }, async ({
    signedIn,
    house,
  }) => {
    const page = await signedIn()
    await page.goto(`${house.url}/plans`)
    await page.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
    let keys = 0
    const press = async (key: string) => {
      keys += 1
      await page.keyboard.press(key)
    }
    const type = async (words: string) => {
      keys += words.length
      await page.keyboard.type(words)
    }
    /** Tabs on until the focus is on an element. */
    const tabTo = async (selector: string) => {
      while (!(await page.evaluate((of) => document.activeElement?.matches(of) ?? false, selector)))
        await press('Tab')
    }
    const choose = async (words: string) => {
      await press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').waitFor()
      await type(words)
      await page.getByRole('option').first().waitFor()
      await press('Enter')
    }

    await choose('new')
    await page.getByRole('heading', { name: 'New plan', level: 1 }).waitFor()
    await tabTo('[name="title"]')
    await type(TITLE)
    await press('Enter')
    await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor()
    await choose('add an action')
    await page.waitForFunction(() => document.activeElement?.id === 'add-words')
    const before = { owners: new Set<string>(), times: new Set<string>() }
    for (const { words, owner, timescale } of actions) {
      await type(words)
      await press('Tab')
      await type(leastOf(owner, before.owners))
      await press('Tab')
      await type(leastOf(timescale, before.times))
      await press('Enter')
      before.owners.add(owner)
      before.times.add(timescale)
    }

    await page.locator('.count', { hasText: /^36 actions/ }).waitFor({ timeout: 60_000 })
    expect(await rowsOf(page)).toEqual(
      actions.map(({ words, owner, timescale }, at) => [
        String(at + 1),
        words,
        owner,
        timescale.replace(' 27', ' 2027'),
      ]),
    )
    process.stdout.write(`${keys} keys; ${keysInCalc()} in LibreOffice Calc\n`)
    expect(keys).toBeLessThan(keysInCalc())
  })
})

/** The ref, words, owners and timescale of each row of the table. */
const rowsOf = (page: Page): Promise<string[][]> =>
  page
    .locator('tr.grid-row')
    .evaluateAll((rows) =>
      rows.map((row) =>
        ['.col-ref a', '.col-text', '.col-owners', '.col-timescale'].map(
          (cell) => row.querySelector(cell)?.textContent?.trim() ?? '',
        ),
      ),
    )
