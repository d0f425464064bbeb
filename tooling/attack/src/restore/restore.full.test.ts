import { afterAll, expect, test } from 'vitest'
import { failuresOf } from '../report.ts'
import { stopEverything } from '../server.ts'
import { restore } from './restore.ts'

afterAll(stopEverything)

test('a backup taken under 16 writers contains everything acknowledged before it, no session, and can be opened elsewhere', async () => {
  const report = await restore({ rounds: 1, seed: 13, seconds: 60 }, () => {})
  expect(report.lines.map(({ what }) => what)).toContain('restore over a record')
  expect(failuresOf(report)).toEqual([])
}, 120_000)
