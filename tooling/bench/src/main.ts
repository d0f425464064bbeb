import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Checkout, checkOut, commitOf } from './checkout.ts'
import { isWorse, type Landed, lineOf, missingRows } from './landed.ts'
import { betweenOf, growthOf, rowOf } from './measured.ts'
import { filling } from './measures/filling.ts'
import { firstLoad } from './measures/first-load.ts'
import { othersWhileRating } from './measures/rating.ts'
import { reading } from './measures/reading.ts'
import { rules } from './measures/rules.ts'
import { lists, oneAction, updates } from './measures/serving.ts'
import { sheet } from './measures/sheet.ts'
import { command, firstFrame, lastRow } from './measures/starting.ts'
import { waiting } from './measures/waiting.ts'
import { withTable } from './page.ts'
import { root, stopServers } from './process.ts'
import { measureQuickly } from './quick.ts'
import { lineOfRow, type Row, tableOf } from './row.ts'
import { full, million, quick, smoke } from './sizes.ts'
import type { Work } from './work/work.ts'
import { works } from './work/works.ts'
import { createWorlds, here, type Side, type Size, type Worlds } from './world.ts'

/** Something of this checkout that is measured otherwise than as a work. */
interface Measure {
  measure(worlds: Worlds, size: Size): Promise<Row[]>
  /** Why another revision cannot be compared by it. */
  readonly alone: string
}

const INTERNALS = 'it needs the internals of this checkout'
const CLIENTS = 'it is the rate of many clients at once'
const EVENT = 'it is a single event'

const measures: Readonly<Record<string, Measure>> = {
  list: { measure: lists, alone: CLIENTS },
  action: { measure: oneAction, alone: CLIENTS },
  update: { measure: updates, alone: CLIENTS },
  rules: { measure: (_, size) => rules(size), alone: INTERNALS },
  waiting: { measure: waiting, alone: EVENT },
  reading: { measure: (_, size) => reading(size), alone: INTERNALS },
  command: { measure: command, alone: INTERNALS },
  'first-frame': { measure: firstFrame, alone: INTERNALS },
  'last-row': { measure: lastRow, alone: INTERNALS },
  'first-load': { measure: firstLoad, alone: EVENT },
  sheet: { measure: sheet, alone: EVENT },
  filling: { measure: filling, alone: EVENT },
  rating: { measure: othersWhileRating, alone: EVENT },
}

const { values: given } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    landed: { type: 'boolean', default: false },
    compare: { type: 'string' },
    million: { type: 'boolean', default: false },
    database: { type: 'string' },
  },
})

const print = (line: string) => process.stdout.write(`${line}\n`)
const tell = (line: string) => process.stderr.write(`${line}\n`)
const isChosen = (name: string): boolean => given.only === undefined || given.only.includes(name)
const size: Size = given.smoke ? smoke : given.million ? million : full
const landedFile = join(root, 'bench/landed.json')

const names = [...new Set([...works.map(({ name }) => name), ...Object.keys(measures)])]
const unknown = given.only?.filter((name) => !names.includes(name)) ?? []
if (unknown.length > 0) {
  tell(`There is no measure “${unknown.join('”, “')}”. There are: ${names.join(', ')}.`)
  process.exit(2)
}

const folder = await mkdtemp(join(tmpdir(), 'beatbook-bench-'))
const opened: Worlds[] = []
let checkout: Checkout | null = null
const worldsOf = (side: Side, name: string): Worlds => {
  const worlds = createWorlds(side, join(folder, name))
  opened.push(worlds)
  return worlds
}

/** The row of something that could not be measured, with the reason. */
const unmeasured = (name: string, reason: string): Row => {
  const said = reason.split('\n')[0] ?? ''
  return { name, product: said.slice(0, MOST_SAID), bare: '', ratio: null, aim: null }
}

const MOST_SAID = 150

/** Measures one thing, and says its rows at once: a run of an hour that is stopped has not measured in vain. */
const measured = async (name: string, measure: () => Promise<Row[]>): Promise<Row[]> => {
  if (!isChosen(name)) return []
  tell(`measuring ${name}…`)
  const rows = await measure()
  for (const row of rows) tell(lineOfRow(row))
  return rows
}

/** Everything of this checkout, beside what it is compared with. */
const measureHere = async (): Promise<Row[]> => {
  const worlds = worldsOf(here, 'now')
  const rows: Row[] = []
  for (const [name, { measure }] of Object.entries(measures))
    rows.push(...(await measured(name, () => measure(worlds, size))))
  for (const work of works)
    rows.push(...(await measured(work.name, async () => [await rowOf(work, worlds, size)])))
  return rows
}

/** What should cost the same at a million actions as at a hundred thousand. */
const measureMillion = async (): Promise<Row[]> => {
  const worlds = worldsOf(here, 'now')
  const rows = await measured('filling', () => filling(worlds, size))
  for (const work of works) {
    if (work.grows === undefined) continue
    rows.push(...(await measured(work.name, async () => [await growthOf(work, worlds, size)])))
  }
  return rows
}

/** This checkout beside another product; what one of them cannot do is named with the reason. */
const compare = async (now: Side, then: Side, most: number | null): Promise<Row[]> => {
  const worlds = [worldsOf(now, 'now'), worldsOf(then, 'then')] as const
  const rows: Row[] = []
  const between = (work: Work): Promise<Row> =>
    betweenOf(work, worlds, size, most).catch((error) =>
      unmeasured(work.what(size), `not measured: ${error}`),
    )
  for (const work of works) rows.push(...(await measured(work.name, async () => [await between(work)])))
  for (const [name, { alone }] of Object.entries(measures)) {
    const isWork = works.some((work) => work.name === name)
    if (isChosen(name) && !isWork) rows.push(unmeasured(name, `cannot be compared: ${alone}`))
  }
  return rows
}

/** The worlds of another commit, `null` if the history does not have it or it cannot be built. */
const worldsAt = (commit: string): Worlds | null => {
  tell(`building ${commit} to measure beside it…`)
  try {
    checkout = checkOut(commit)
    return worldsOf(checkout.side, 'then')
  } catch (error) {
    tell(`${commit} could not be built: ${String(error).split('\n')[0]}`)
    return null
  }
}

/** The short form: ratios beside the bare handler, and how they were at the commit that landed. */
const runQuick = async (): Promise<number> => {
  const landed: Landed = given.landed
    ? { commit: '', rows: {} }
    : (JSON.parse(readFileSync(landedFile, 'utf8')) as Landed)
  const chosen = works.filter(({ name, quick }) => quick !== undefined && isChosen(name))
  let then: Worlds | null | undefined
  const landedWorlds = () => {
    if (then === undefined) then = worldsAt(landed.commit)
    return then
  }
  const rows = await measureQuickly(chosen, worldsOf(here, 'now'), quick, landed, landedWorlds, (row) =>
    print(lineOf(row)),
  )
  if (given.landed) {
    const ratios = Object.fromEntries(rows.map(({ name, now }) => [name, Number(now.toPrecision(3))]))
    const written: Landed = { commit: commitOf('HEAD'), rows: ratios }
    await mkdir(join(root, 'bench'), { recursive: true })
    await writeFile(landedFile, `${JSON.stringify(written, null, 2)}\n`)
    return 0
  }
  const worse = rows.filter(isWorse)
  const missing =
    given.only === undefined
      ? missingRows(
          landed,
          rows.map(({ name }) => name),
        )
      : []
  for (const { name } of worse)
    tell(`${name} is more than 1.5 times worse than at ${landed.commit}, measured twice.`)
  for (const name of missing) tell(`${name} is in bench/landed.json and no longer measured.`)
  return worse.length + missing.length === 0 ? 0 : 1
}

const cleanUp = async () => {
  await stopServers()
  for (const worlds of opened) await worlds.drop()
  await rm(folder, { recursive: true, force: true })
  checkout?.remove()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void cleanUp().finally(() => process.exit(1)))
try {
  if (given.quick || given.landed) process.exitCode = await runQuick()
  else if (given.compare !== undefined) {
    checkout = checkOut(given.compare)
    print(tableOf(await compare(here, checkout.side, null), 'now', checkout.side.name))
  } else if (given.database !== undefined) {
    const postgres: Side = { ...here, name: 'PostgreSQL', postgres: given.database }
    print(tableOf(await compare(postgres, here, 3), 'PostgreSQL', 'SQLite'))
  } else {
    const rows = await (given.million ? measureMillion() : measureHere())
    print(tableOf(rows))
    if (given.write && given.only === undefined && size === full) {
      const page = join(root, 'docs/benchmarks.md')
      await writeFile(page, withTable(await readFile(page, 'utf8'), tableOf(rows)))
    }
  }
} finally {
  await cleanUp()
}
