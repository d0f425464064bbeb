import { afterAll, expect, test } from 'vitest'
import { failuresOf } from '../report.ts'
import { stopEverything } from '../server.ts'
import { faultCases, faults } from './faults.ts'

afterAll(stopEverything)

/** The fastest representative faults; the command runs all of them. */
const short = [
  'disk full under 16 writers, then room again',
  'write-ahead log missing after a kill',
  'empty file beside its marker',
  'two servers on one database',
  'clock back by ten minutes while it runs',
]

test('a full disk, a lost log, an emptied database, a second server and a clock set back are handled', async () => {
  const chosen = faultCases.filter(({ what }) => short.includes(what))
  expect(chosen).toHaveLength(short.length)
  expect(failuresOf(await faults({ rounds: 1, seconds: 90 }, () => {}, chosen))).toEqual([])
}, 150_000)
