import { afterAll, expect, test } from 'vitest'
import { failuresOf } from '../report.ts'
import { stopEverything } from '../server.ts'
import { kill } from './kill.ts'

afterAll(stopEverything)

test('acknowledged writes survive kill -9 during updates, an accept, a recalculation of ratings, a migration and a backup', async () => {
  const report = await kill({ rounds: 1, seed: 11, seconds: 60, rows: 150 }, () => {})
  expect(report.lines[0]?.tries).toBeGreaterThan(0)
  expect(failuresOf(report)).toEqual([])
}, 120_000)
