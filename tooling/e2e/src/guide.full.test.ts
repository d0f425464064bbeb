import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'
import { coloursOf, readPng, sizeOf, writePng } from './png.ts'

const guide = fileURLToPath(new URL('../../../docs/guide/', import.meta.url))
const pictures = `${guide}pictures/`

/** Whether the pictures are written anew: `vitest run … --update`. */
const isUpdate = () =>
  (expect.getState() as unknown as { snapshotState: { _updateSnapshot: string } }).snapshotState
    ._updateSnapshot === 'all'

/** A picture of the guide: the page it is taken on, what is done there, and what of it is shown. */
interface Scene {
  readonly name: string
  readonly path: string
  readonly prepare?: (page: Page) => Promise<unknown>
  readonly shows: string
  /** At most so many pixels from the top of what is shown. */
  readonly height?: number
  /** How wide the window is, 1,200 pixels unless it says otherwise. */
  readonly window?: number
}

/** The day that pages are seen at, so that they show the same whenever the pictures are taken. */
const DAY = '2026-10-31'

/** The columns of a table in a picture. */
const COLUMNS = 'cols=ref%2Ctext%2Cowners%2Ctimescale%2Clevel%2Ccomputed'

const row = (page: Page, ref: string) =>
  page.locator('tr.grid-row', { has: page.getByRole('link', { name: ref, exact: true }) })

const scenes: readonly Scene[] = [
  { name: 'table', path: `/plans/charter?asAt=${DAY}&${COLUMNS}`, shows: '.grid-frame', height: 340 },
  {
    name: 'why',
    path: `/plans/charter?asAt=${DAY}&words=parish&${COLUMNS}`,
    prepare: async (page) => {
      await row(page, '5')
        .getByRole('button', { name: /^Why 5 is/ })
        .click()
      await page.getByText('What would turn it green').waitFor()
    },
    shows: '.grid-frame',
  },
  {
    name: 'paste',
    path: '/plans/charter',
    prepare: async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await row(page, '33').locator('.col-owners').click()
      await page.evaluate(() => navigator.clipboard.writeText('Estates\tby June 2028\nFleet\tsome day'))
      await page.keyboard.press('Control+v')
      await page.getByLabel('Reason', { exact: true }).fill('From the board’s list')
      await page.getByText('1 action will change.').waitFor()
    },
    shows: '[role=dialog], dialog',
  },
  { name: 'board', path: `/plans/charter?view=board&asAt=${DAY}`, shows: '.board', height: 420 },
  {
    name: 'timeline',
    path: `/plans/charter?view=timeline&asAt=${DAY}`,
    shows: '.timeline-table',
    height: 340,
  },
  { name: 'road-map', path: `/plans/charter?view=roadmap&asAt=${DAY}`, shows: '.road-map', height: 360 },
  {
    name: 'add-action',
    path: '/plans/charter#add',
    prepare: (page) => page.getByLabel('What is promised').fill('Fit ten doorbells @Estates by Oct 27'),
    shows: 'form[aria-labelledby="add-title"]',
  },
  { name: 'levels', path: `/plans/charter/18?asAt=${DAY}`, shows: '.ribbon' },
  {
    name: 'update',
    path: '/plans/charter/20#record',
    prepare: (page) => page.getByLabel('What happened').fill('Two of six wards have a patrol'),
    shows: 'form[aria-labelledby="record-title"]',
  },
  { name: 'trends', path: `/plans/charter?view=trends&asAt=${DAY}`, shows: 'figure.chart', window: 700 },
  {
    name: 'compare',
    path: '/plans/charter?view=compare&from=2026-06-30&to=2026-09-30&became=re-dated',
    shows: '.compared',
    height: 360,
  },
]

const test = opened(inHouse)

describeInBrowser('the guide', () => {
  test.for(scenes)('shows the picture “$name” as the product is', async (scene, { page, house }) => {
    await page.setViewportSize({ width: scene.window ?? 1200, height: 900 })
    await page.goto(`${house.url}${scene.path}`)
    await page.waitForFunction(() => document.querySelector('.loading') === null)
    await page
      .locator(scene.name === 'paste' ? 'tr.grid-row' : scene.shows)
      .first()
      .waitFor()
    await scene.prepare?.(page)
    const shown = page.locator(scene.shows).first()
    await shown.scrollIntoViewIfNeeded()
    await page.evaluate(() => document.fonts.ready)
    const box = await shown.boundingBox()
    if (box === null) throw new Error(`${scene.shows} is not shown`)
    const height = Math.min(box.height, scene.height ?? box.height)
    const taken = readPng(
      await page.screenshot({
        clip: { x: box.x, y: box.y, width: box.width, height },
        fullPage: false,
        animations: 'disabled',
      }),
    )
    expect(coloursOf(taken)).toBeGreaterThan(20)
    const file = `${pictures}${scene.name}.png`
    if (isUpdate()) {
      mkdirSync(pictures, { recursive: true })
      writeFileSync(file, writePng(taken))
    }
    const kept = readFileSync(file)
    expect(kept.length).toBeLessThan(60_000)
    const { width, height: tall } = sizeOf(kept)
    expect([taken.width / width, taken.height / tall].map((ratio) => ratio > 0.8 && ratio < 1.25)).toEqual([
      true,
      true,
    ])
  })

  test('has each picture that is taken here on one of its pages, and no other', () => {
    const used = readdirSync(guide)
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => [
        ...readFileSync(`${guide}${file}`, 'utf8').matchAll(/!\[[^\]]+\]\(pictures\/([\w-]+)\.png\)/g),
      ])
      .map((found) => found[1])
    const kept = existsSync(pictures) ? readdirSync(pictures).map((file) => file.replace(/\.png$/, '')) : []
    const names = scenes.map(({ name }) => name).sort()
    expect(used.toSorted()).toEqual(names)
    expect(kept.toSorted()).toEqual(names)
  })

  test('shows its pictures on its pages, where they have their place before they are loaded', async ({
    page,
    house,
    faults,
  }) => {
    await page.goto(`${house.url}/help/grid`)
    const picture = page.getByRole('img', { name: /^The board: a column for each stage/ })
    expect(Number(await picture.getAttribute('height'))).toBeGreaterThan(100)
    await picture.scrollIntoViewIfNeeded()
    await expect
      .poll(() => picture.evaluate((each) => (each as HTMLImageElement).naturalWidth), { timeout: 30_000 })
      .toBeGreaterThan(300)
    expect(faults).toEqual([])
  })
})
