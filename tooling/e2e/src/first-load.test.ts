import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../../../apps/web/dist', import.meta.url))

test.skipIf(!existsSync(dist))(
  'the code of the first load is one file of at most 100 KB as it is sent',
  () => {
    const page = readFileSync(`${dist}/index.html`, 'utf8')
    const files = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(
      ([, file]) => `${dist}${file}`,
    )
    expect(files).toHaveLength(1)
    for (const file of files) expect(readFileSync(`${file}.br`).length).toBeLessThan(100 * 1_024)
  },
)
