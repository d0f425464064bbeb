import { parseArgs } from 'node:util'
import { allBait, hostileDocuments } from './hostile.ts'
import { failures, type Row, runHostile } from './run.ts'

/**
 * Reads hostile documents as the server does and prints a row for each and the totals; exits with 1 if one
 * took too much time or memory, or threw. `--seed 7` creates other documents, `--only WORDS` reads those
 * whose kind contains the words, `--bait 20000` every pattern's bait of that length.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    bait: { type: 'string' },
  },
})
/** The CPU seconds that a document may take. */
const most = 5

const all = values.bait === undefined ? hostileDocuments(Number(values.seed)) : allBait(Number(values.bait))
const documents = all.filter(({ kind }) => kind.includes(values.only))
const rows: Row[] = []
for await (const row of runHostile(documents, { megabytes: 1_024, seconds: 120 })) {
  rows.push(row)
  if (values.bait !== undefined && row.milliseconds < 300 && !row.outcome.startsWith('thrown')) continue
  process.stdout.write(
    `${String(Math.round(row.milliseconds)).padStart(7)} ms ${(row.bytes / 1_024).toFixed(0).padStart(6)} kB ${String(row.megabytes).padStart(4)} MB  ${row.outcome.padEnd(24)} ${row.kind}\n`,
  )
}
const failed = failures(rows, most)
process.stdout.write(
  `\n${rows.length} documents; over ${most} s: ${failed.tooSlow.length}; out of memory: ${failed.outOfMemory.length}; thrown: ${failed.thrown.length}; longest ${Math.round(rows.reduce((longest, { milliseconds }) => Math.max(longest, milliseconds), 0))} ms\n`,
)
process.exitCode = failed.tooSlow.length + failed.outOfMemory.length + failed.thrown.length === 0 ? 0 : 1
