import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { administrator, type Product } from './product.ts'

const path = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((known) => known !== undefined && existsSync(known))

/** Starts the installed browser. Throws if there is none, or if the web of the checkout `root` is not built. */
export const openBrowser = (root: string): Promise<Browser> => {
  if (path === undefined) throw new Error('There is no Chromium here: install it, or name it in CHROMIUM')
  if (!existsSync(join(root, 'apps/web/dist/index.html')))
    throw new Error('Build first: npx -y pnpm@12 build')
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
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
