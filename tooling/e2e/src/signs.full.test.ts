import { expect } from 'vitest'
import { describeInBrowser } from './browser.ts'
import { inHouse, opened } from './in-house.ts'

/** The content of every text of the record (`apps/server/src/testing/hostile-record.ts`), as displayed. */
const sign = '⟨202E⟩gnp.exe'
const turned = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/

const test = opened(
  inHouse
    .override('content', 'hostile')
    .extend('harmless', { scope: 'file' }, ({ house, page }) => async (path: string, ready: string) => {
      await page.goto(`${house.url}${path}`)
      await page.getByText(ready).first().waitFor()
      await page.getByText(sign).first().waitFor()
      const read = await page.evaluate(() => document.title + (document.body.textContent ?? ''))
      expect(read, path).not.toMatch(turned)
    }),
)

describeInBrowser('texts that would turn the direction of reading', () => {
  test('have signs on every page of the record', async ({ page, harmless }) => {
    await harmless('/plans', 'Plans')
    await harmless('/plans/evil', sign)
    expect(await page.title()).toContain(sign)
    const first = await page.locator('a[href^="/plans/evil/"]').first().getAttribute('href')
    await harmless(first ?? '', 'History')
    await harmless('/documents', 'Documents')
    const document = await page.locator('a[href^="/documents/"]').first().getAttribute('href')
    await harmless(document ?? '', sign)
  })

  test('have signs beside the draft of a new document, and stay in fields as they are', async ({
    house,
    page,
  }) => {
    await page.goto(`${house.url}/import`)
    const bytes = Buffer.from(
      'Delivery plan\n\nRef,Action,Owner,Timescale\n1,Read \u202egnp.exe aloud,Estates,Oct 26\n2,Publish the hours,Estates,Oct 26\n',
    )
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'evil.csv', mimeType: 'text/csv', buffer: bytes })
    await page.locator('.source').getByText(sign).first().waitFor()
    expect(await page.locator('.source').textContent()).not.toMatch(turned)
    const fields = await page.evaluate(async () => {
      const [area, option, span] = ['textarea', 'option', 'span'].map((name) => {
        const element = document.createElement(name)
        element.textContent = 'a\u202eb'
        return document.body.appendChild(element)
      })
      await new Promise(requestAnimationFrame)
      return [(area as HTMLTextAreaElement).value, (option as HTMLOptionElement).value, span?.textContent]
    })
    expect(fields).toEqual(['a\u202eb', 'a\u202eb', 'a⟨202E⟩b'])
  })
})
