import { openBrowser } from '../browser.ts'
import { administrator } from '../product.ts'
import { atMost, type Row } from '../row.ts'
import type { Size, Worlds } from '../world.ts'

/**
 * The bytes that a browser with an empty cache fetches for the sign-in page, and then for the plans:
 * compressed, with every file.
 */
export const firstLoad = async (worlds: Worlds, { small }: Size): Promise<Row[]> => {
  const name = 'first load of the web, sign-in and plans'
  const { product } = await worlds.of(small)
  const browser = await openBrowser(worlds.side.root)
  try {
    const page = await (await browser.newContext()).newPage()
    const network = await page.context().newCDPSession(page)
    let bytes = 0
    let files = 0
    await network.send('Network.enable')
    network.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
      files += 1
    })
    await page.goto(product.url)
    await page.getByLabel(/e-?mail/i).fill(administrator.email)
    await page
      .getByLabel(/password/i)
      .first()
      .fill(administrator.password)
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.getByText('Neighbourhood Delivery Plan 1 ').first().waitFor()
    await page.waitForLoadState('load')
    const kilobytes = bytes / 1_024
    return [
      {
        name,
        product: `${kilobytes.toFixed(0)} KB in ${files} files`,
        bare: '',
        ratio: null,
        aim: atMost(kilobytes, 120, ' KB'),
      },
    ]
  } finally {
    await browser.close()
  }
}
