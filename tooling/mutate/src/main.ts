import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { equivalent } from './equivalent.ts'
import { mutate } from './mutate.ts'
import { reportOf } from './report.ts'
import { written } from './results.ts'

// Mutates the sources of a package one position at a time and runs the nearest tests: see `docs/testing.md`.
const root = fileURLToPath(new URL('../../..', import.meta.url))
const { values } = parseArgs({
  options: {
    package: { type: 'string', default: 'packages/domain' },
    under: { type: 'string', multiple: true, default: [] },
    operator: { type: 'string', multiple: true, default: [] },
    mutants: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    seconds: { type: 'string', default: '600' },
    results: { type: 'string' },
    again: { type: 'boolean', default: false },
    whole: { type: 'boolean', default: false },
  },
})
const whole = (name: 'mutants' | 'seed' | 'seconds'): number => {
  if (/^\d{1,9}$/.test(values[name])) return Number(values[name])
  process.stderr.write(`--${name} is a whole number of at most nine digits, not “${values[name]}”\n`)
  process.exit(2)
}
const seed = whole('seed')
const results = resolve(values.results ?? join(root, `node_modules/.cache/mutate/seed-${seed}.jsonl`))

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

process.stderr.write(`--seed ${seed} --results ${results}\n`)
const run = await mutate({
  root,
  folder: values.package,
  under: values.under.map((under) =>
    under.startsWith(values.package) ? under : join(values.package, 'src', under),
  ),
  operators: values.operator,
  seed,
  mutants: whole('mutants'),
  seconds: whole('seconds'),
  patience: 5_000,
  results,
  again: values.again,
  whole: values.whole,
  report: (tried) => process.stderr.write(`${tried.outcome.padEnd(8)} ${written(tried)}\n`),
  stop: stop.signal,
})
process.stdout.write(`${reportOf(root, run, equivalent, seed)}\n`)
