import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asAt } from './measures/as-at.ts'
import { firstLoad } from './measures/first-load.ts'
import { longHistory } from './measures/history.ts'
import { rating } from './measures/rating.ts'
import { reading } from './measures/reading.ts'
import { rules } from './measures/rules.ts'
import { lists, oneAction, updates } from './measures/serving.ts'
import { coldStart, command, firstFrame } from './measures/starting.ts'
import { waiting } from './measures/waiting.ts'
import { withTable } from './page.ts'
import { root, stopServers } from './process.ts'
import { type Row, tableOf } from './row.ts'
import { createWorlds, type Size, type Worlds } from './world.ts'

/**
 * Measures Beatbook and bare Node in one run. `--only NAME` runs one measure, `--quick` only proves that all
 * of them run, `--write` writes the table to docs/benchmarks.md.
 */
const measures: Record<string, (worlds: Worlds, size: Size) => Promise<Row[]>> = {
  list: lists,
  action: oneAction,
  updates,
  history: (_, size) => longHistory(size),
  'as-at': asAt,
  rating,
  rules: (_, size) => rules(size),
  waiting,
  reading: (_, size) => reading(size),
  'cold-start': coldStart,
  command,
  'first-frame': firstFrame,
  'first-load': firstLoad,
}
const full: Size = { small: 10_000, large: 100_000, documentRows: 10_000, plan: 5_000, load: 1_500, turns: 3 }
const quick: Size = { small: 200, large: 400, documentRows: 200, plan: 200, load: 50, turns: 1 }

const args = process.argv.slice(2)
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined
const chosen = Object.entries(measures).filter(([name]) => only === undefined || only === name)
const print = (line: string) => process.stdout.write(`${line}\n`)

if (chosen.length === 0) {
  process.stderr.write(`There is no measure “${only}”. There are: ${Object.keys(measures).join(', ')}.\n`)
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'beatbook-bench-'))
const worlds = createWorlds(folder)
const rows: Row[] = []
try {
  for (const [name, measure] of chosen) {
    process.stderr.write(`measuring ${name}…\n`)
    rows.push(...(await measure(worlds, args.includes('--quick') ? quick : full)))
  }
} finally {
  await stopServers()
  await rm(folder, { recursive: true, force: true })
}
print(tableOf(rows))
if (args.includes('--write') && only === undefined) {
  const page = join(root, 'docs/benchmarks.md')
  await writeFile(page, withTable(await readFile(page, 'utf8'), tableOf(rows)))
}
