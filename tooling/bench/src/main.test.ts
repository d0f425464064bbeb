import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

test('an unknown measure is refused with the names of the existing ones', () => {
  const done = spawnSync(process.execPath, [main, '--only', 'nothing'], { encoding: 'utf8' })
  expect([done.status, done.stderr]).toEqual([2, expect.stringContaining('first-load')])
})
