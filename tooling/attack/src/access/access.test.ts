import { afterAll, expect, test } from 'vitest'
import { failuresOf } from '../report.ts'
import { stopEverything } from '../server.ts'
import { access } from './access.ts'

afterAll(stopEverything)

test('every procedure and route answers each kind of caller as in the table', async () => {
  const report = await access()
  expect(report.lines.reduce((sum, { tries }) => sum + tries, 0)).toBeGreaterThan(400)
  expect(failuresOf(report)).toEqual([])
}, 120_000)
