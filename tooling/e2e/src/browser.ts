import type { Browser, BrowserContext } from 'playwright-core'
import { describe } from 'vitest'
import { chromiumPath } from './chromium.ts'

export { openBrowser } from './chromium.ts'

const missing = chromiumPath === undefined && process.env.CI !== 'true'
if (missing)
  process.stderr.write(
    '\n*** No Chromium is installed: the browser tests are SKIPPED. Install it (apt-get install chromium), or name it in CHROMIUM. ***\n\n',
  )

/** Tests in a real browser. Without one they are skipped with a message; with CI=true they fail. */
export const describeInBrowser = describe.skipIf(missing)

/** A new window that fails the test on any error of the page or of its scripts. */
export const aWindow = async (
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; faults: string[] }> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  })
  context.setDefaultTimeout(30_000)
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(error.error().message))
  context.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      faults.push(message.text())
  })
  return { context, faults }
}
