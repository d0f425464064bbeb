import { createTally, type Report } from '../report.ts'
import type { Amount } from '../run.ts'
import type { FaultCase } from './case.ts'
import { makeBase } from './case.ts'
import { clockCases } from './clock.ts'
import { diskCases } from './disk.ts'
import { fileCases } from './files.ts'
import { lockCases } from './lock.ts'

export const faultCases: readonly FaultCase[] = [...diskCases, ...lockCases, ...fileCases, ...clockCases]

/** Runs every fault on a copy of a record, `rounds` times, and reports how the server reacts. */
export const faults = async (
  { rounds, seconds }: Omit<Amount, 'seed'>,
  say: (line: string) => void,
  cases = faultCases,
): Promise<Report> => {
  const tally = createTally()
  const ends = performance.now() + seconds * 1_000
  const base = await makeBase()
  for (let round = 0; round < rounds; round += 1)
    for (const { what, cannot, run } of cases) {
      const why = cannot?.() ?? (performance.now() > ends ? 'skipped: no time left' : null)
      if (why !== null) {
        tally.count(what, 0)
        tally.note(what, why)
        continue
      }
      const began = performance.now()
      const found = await run(base).catch((error: Error) => [`the attempt itself failed: ${error.message}`])
      tally.count(what, 1, found.length === 0 ? [] : [found.join('; ')])
      say(
        `${found.length === 0 ? 'borne ' : 'FAILED'} ${what} (${((performance.now() - began) / 1_000).toFixed(1)} s)`,
      )
    }
  return tally.report()
}
