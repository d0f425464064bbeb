import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser as openChromium } from '@beatbook/e2e/chromium'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { administrator, type Product } from './product.ts'

/** Starts the installed browser. Throws if there is none, or if the web of the checkout `root` is not built. */
export const openBrowser = (root: string): Promise<Browser> => {
  if (!existsSync(join(root, 'apps/web/dist/index.html')))
    throw new Error('Build first: npx -y pnpm@12 build')
  return openChromium()
}

/** A window of its own, with an empty cache, in which the administrator is signed in. */
export const signedIn = async (browser: Browser, { url }: Product): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
    headers: { origin: url },
    data: administrator,
  })
  if (!answer.ok()) throw new Error(`A browser could not sign in: ${await answer.text()}`)
  return context
}

/** A slow network and processor: round trip in milliseconds, bits a second, times slower. */
export interface Slow {
  readonly latency: number
  readonly bits: number
  readonly slower: number
}

/** Those of a slow phone. */
export const slowPhone: Slow = { latency: 150, bits: 1_440_000, slower: 4 }

/** Makes the network and the processor of a page slow. */
export const slowDown = async (page: Page, { latency, bits, slower }: Slow): Promise<void> => {
  const devtools = await page.context().newCDPSession(page)
  const throughput = bits / 8
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
}
