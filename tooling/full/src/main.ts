import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parts, partsNamed } from './parts.ts'
import { reportOf, withReport } from './report.ts'
import { runParts } from './run.ts'

// Runs every test and every attack in its long form, in parts that a later run at the same commit does not
// repeat: `docs/testing.md` says how to use it.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    again: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}
if (!/^\d{1,9}$/.test(values.seed))
  fail(`--seed is a whole number of at most nine digits, not “${values.seed}”`)
const chosen = partsNamed(parts, values.only)
if (chosen.length === 0) fail(`There is no such part. There are: ${parts.map(({ name }) => name).join(', ')}`)

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
const commit = git('rev-parse', '--short=7', 'HEAD')
// What is not committed may change between two runs, so nothing is recorded of it.
const clean = git('status', '--porcelain', '--untracked-files=no') === ''
const results = clean ? join(root, `node_modules/.cache/full/${commit}.jsonl`) : null

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

const say = (line: string) => void process.stderr.write(`${line}\n`)
say(`--seed ${values.seed}, commit ${commit}${clean ? '' : ' with changes, so no result is recorded'}`)
const done = await runParts({
  root,
  parts: chosen,
  seed: Number(values.seed),
  results,
  again: values.again,
  say,
  stop: stop.signal,
})
const report = reportOf(done, commit, new Date().toISOString().slice(0, 10))
process.stdout.write(`${report}\n`)
if (values.write && !stop.signal.aborted) {
  const page = join(root, 'docs/testing.md')
  writeFileSync(page, withReport(readFileSync(page, 'utf8'), report))
}
process.exitCode = stop.signal.aborted ? 130 : done.every(({ passed }) => passed) ? 0 : 1
