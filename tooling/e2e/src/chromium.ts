import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The installed browser: the one that `CHROMIUM` names, or where systems put it; `undefined` without one. */
export const chromiumPath = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((known) => known && existsSync(known))

/** Starts the installed browser, without what it would load by itself. Throws if there is none. */
export const openBrowser = (): Promise<Browser> => {
  if (chromiumPath === undefined)
    throw new Error(
      'There is no Chromium here: install it (apt-get install chromium), or name it in CHROMIUM',
    )
  return chromium.launch({
    executablePath: chromiumPath,
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
