import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser, signedIn, slowDown, slowPhone } from '../browser.ts'
import { bringPlan } from '../record.ts'
import { atMost, median, type Row, timeOf } from '../row.ts'
import type { Size, World, Worlds } from '../world.ts'

/** What the table of a plan costs a browser: times in milliseconds, memory in bytes. */
interface Sheet {
  readonly rows: number
  /** Until the first row is visible, and the longest task until the page is at rest, on a slow phone. */
  readonly first: number
  readonly longest: number
  /** From a key in the filter to the frame after it, on this machine: the 95th of a hundred. */
  readonly key: number
  /** From frame to frame while the page is scrolled: the 95th of a hundred. */
  readonly frame: number
  readonly memory: number
}

/** The most that a key and a frame may take, in milliseconds. */
const SMOOTH = 50

/** The table of a plan of 36 actions and of larger ones in a browser. */
export const sheet = async (worlds: Worlds, { phone, turns }: Size): Promise<Row[]> => {
  const browser = await openBrowser(worlds.side.root)
  const sheets: Sheet[] = []
  try {
    for (const rows of new Set([36, ...phone])) {
      const world = await worlds.named(`phone-${rows}`, {
        fill: (product) => bringPlan(product, rows, 1, 'shown'),
      })
      const slow = []
      for (let turn = 0; turn < Math.min(turns, 3); turn++) slow.push(await onPhone(browser, world))
      sheets.push({
        rows,
        first: median(slow.map(({ first }) => first)),
        longest: median(slow.map(({ longest }) => longest)),
        ...(await here(browser, world)),
      })
    }
  } finally {
    await browser.close()
  }
  const sizes = sheets.map(({ rows }) => rows.toLocaleString('en-GB')).join(', ')
  const row = (
    name: string,
    of: (sheet: Sheet) => number,
    words: (value: number) => string = timeOf,
    most: number | null = null,
  ): Row => ({
    name: `a table of ${sizes} actions: ${name}`,
    product: sheets.map((each) => words(of(each))).join(', '),
    bare: '',
    ratio: null,
    aim: most === null ? null : atMost(Math.max(...sheets.map(of)), most, ' ms'),
  })
  return [
    row('first row on a slow phone', ({ first }) => first),
    row('longest task on a slow phone', ({ longest }) => longest),
    row('key in the filter to the next frame', ({ key }) => key, timeOf, SMOOTH),
    row('frame to frame while scrolling', ({ frame }) => frame, timeOf, SMOOTH),
    row(
      'memory',
      ({ memory }) => memory,
      (bytes) => `${(bytes / 1e6).toFixed(1)} MB`,
    ),
  ]
}

/** Times that a page notes in a list of its own. */
type Noting = typeof globalThis & { noted?: number[] }

/** Notes the length of each task of a page that takes more than 50 ms. */
const noteTasks = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const noted: number[] = []
    ;(globalThis as Noting).noted = noted
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) noted.push(duration)
    }).observe({ type: 'longtask', buffered: true })
  })

const notedIn = (page: Page): Promise<number[]> =>
  page.evaluate(() => (globalThis as Noting).noted?.splice(0) ?? [])

/** How long a page does nothing before it is at rest, in milliseconds. */
const RESTS = 2_000

/** Waits until nothing has been asked for and no row has come for a while. */
const atRest = async (page: Page): Promise<void> => {
  const rows = page.locator('tr.grid-row')
  for (let [before, since] = [-1, Date.now()]; Date.now() - since < RESTS; ) {
    const now = await rows.count()
    if (now !== before) [before, since] = [now, Date.now()]
    await wait(200)
  }
  await page.waitForLoadState('networkidle')
}

const open = async (page: Page, { product }: World): Promise<void> => {
  await page.goto(`${product.url}/plans/shown`, { waitUntil: 'commit' })
  await page.locator('tr.grid-row').first().waitFor({ timeout: 120_000 })
}

const onPhone = async (browser: Browser, world: World): Promise<Pick<Sheet, 'first' | 'longest'>> => {
  const context = await signedIn(browser, world.product)
  try {
    const page = await context.newPage()
    await noteTasks(page)
    await slowDown(page, slowPhone)
    const began = performance.now()
    await open(page, world)
    const first = performance.now() - began
    await atRest(page)
    return { first, longest: Math.max(0, ...(await notedIn(page))) }
  } finally {
    await context.close()
  }
}

/** How many keys are pressed, and how many frames are seen. */
const TIMES = 100

const here = async (browser: Browser, world: World): Promise<Pick<Sheet, 'key' | 'frame' | 'memory'>> => {
  const context = await signedIn(browser, world.product)
  try {
    const page = await context.newPage()
    await open(page, world)
    await atRest(page)
    const devtools = await context.newCDPSession(page)
    await devtools.send('HeapProfiler.enable')
    await devtools.send('HeapProfiler.collectGarbage')
    const memory = (await devtools.send('Runtime.getHeapUsage')).usedSize
    return { frame: await frameOf(page), key: await keyOf(page), memory }
  } finally {
    await context.close()
  }
}

/** Scrolls down a little in each frame. */
const frameOf = async (page: Page): Promise<number> =>
  last(
    await page.evaluate(
      (times) =>
        new Promise<number[]>((resolve) => {
          const took: number[] = []
          let before = performance.now()
          const frame = (now: number) => {
            took.push(now - before)
            before = now
            scrollBy(0, 120)
            if (took.length < times) requestAnimationFrame(frame)
            else resolve(took)
          }
          requestAnimationFrame(frame)
        }),
      TIMES,
    ),
  )

/** Types into the filter and takes it back, letter by letter, with a pause in which the rows follow. */
const keyOf = async (page: Page): Promise<number> => {
  const filter = page.locator('#typed')
  await filter.evaluate((box) => {
    const noted: number[] = []
    ;(globalThis as Noting).noted = noted
    box.addEventListener('keydown', () => {
      const began = performance.now()
      // What comes after the next frame's callbacks is done when that frame is painted.
      requestAnimationFrame(() => setTimeout(() => noted.push(performance.now() - began)))
    })
  })
  await filter.focus()
  for (let at = 0; at < TIMES; at++) {
    const place = at % 10
    await page.keyboard.press(place < 5 ? ('patro'[place] ?? 'p') : 'Backspace')
    await wait(place === 4 || place === 9 ? 400 : 60)
  }
  return last(await notedIn(page))
}

/** The 95th of a hundred. */
const last = (times: readonly number[]): number =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0
