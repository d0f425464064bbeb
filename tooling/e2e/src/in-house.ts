import type { BrowserContext, Page } from 'playwright-core'
import { test } from 'vitest'
import { aWindow, openBrowser } from './browser.ts'
import { openHouse, setUpServer, signIn } from './house.ts'

/** What the record of a house has at the start; `nothing` is a server that nobody has set up. */
type Content = 'sample' | 'hostile' | 'nothing'

/**
 * A test in a house of its file, which is opened before the first of them and closed after the last. It can name:
 *
 * - `content`: what the record has, the sample force unless `test.override` says otherwise;
 * - `house` and `browser`: the server, and Chromium;
 * - `window`: a window in which nobody is signed in, with the faults of its pages;
 * - `page`: its page, on which the administrator is signed in; `faults`: those of the window;
 * - `signedIn`: opens a further window, until the end of the test, with a page on which the same person is signed in.
 */
export const inHouse = test
  .extend('content', { scope: 'file' }, 'sample' as Content)
  .extend('house', { scope: 'file' }, async ({ content }, { onCleanup }) => {
    const house = await openHouse({ hostile: content === 'hostile' })
    onCleanup(() => house.stop())
    if (content !== 'nothing') await setUpServer(house, { sample: content === 'sample' })
    return house
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads here what it needs, which is nothing
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await openBrowser()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('window', { scope: 'file' }, ({ browser }) => aWindow(browser))
  .extend('faults', { scope: 'file' }, ({ window }) => window.faults)
  .extend('page', { scope: 'file' }, async ({ window, house }) => {
    const page = await window.context.newPage()
    await signIn(page, house)
    return page
  })
  .extend('signedIn', ({ browser, house, page }, { onCleanup }) => {
    const contexts: BrowserContext[] = []
    // A window that stays open draws again what every later test changes.
    onCleanup(async () => {
      for (const context of contexts) await context.close()
    })
    return async (options: Parameters<typeof aWindow>[1] = {}): Promise<Page> => {
      const { context } = await aWindow(browser, options)
      contexts.push(context)
      await context.addCookies(await page.context().cookies())
      const another = await context.newPage()
      await another.goto(house.url)
      await another.getByRole('heading', { name: 'Plans', level: 1 }).waitFor()
      return another
    }
  })

/**
 * Opens the house before the tests of a file, in time of its own, since that takes long on a busy machine. Each
 * file calls it once, with its own test: what is extended from another has a house of its own.
 */
export const opened = <T extends Pick<typeof inHouse, 'beforeAll'>>(test: T): T => {
  test.beforeAll(({ page }) => page.url(), 120_000)
  return test
}
