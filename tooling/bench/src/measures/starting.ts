import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { copyRecord } from '../ageing.ts'
import { root, runOnce } from '../process.ts'
import { startProduct } from '../product.ts'
import { atMost, median, type Row, timeOf } from '../row.ts'
import { type Size, startBare, type World, type Worlds } from '../world.ts'

const beatbook = join(root, 'apps/tui/bin/beatbook.js')
const bareOpen = join(root, 'tooling/bench/src/bare/open.mjs')

/**
 * From the command to the first answer, on a copy of an existing record: a record can have only one server.
 */
export const coldStart = async (worlds: Worlds, { small, turns }: Size): Promise<Row[]> => {
  const { record, bareRecord } = await worlds.of(small)
  const copy = `${record}-cold`
  copyRecord(record, copy)
  const product = async () => {
    const server = await startProduct(copy)
    await server.stop()
    return server.startedIn
  }
  const bare = async () => {
    const server = await startBare(bareRecord)
    await server.stop()
    return server.startedIn
  }
  return [await timed('cold start of the server', product, bare, turns, null)]
}

/** A built command from start to exit, compared with a Node process that opens the database. */
export const command = async (worlds: Worlds, { small, turns }: Size): Promise<Row[]> => {
  mustBeBuilt()
  const world = await worlds.of(small)
  const product = async () => {
    const { out, took } = await runOnce(beatbook, ['plans', '--json'], envOf(world))
    if (!out.includes('"plans":[{')) throw new Error(`beatbook plans printed ${out}`)
    return took
  }
  return [
    await timed('one-shot command, `beatbook plans --json`', product, () => openOnce(world), turns * 3, 2),
  ]
}

/** From the command to the plans on the screen of a pseudo-terminal. */
export const firstFrame = async (worlds: Worlds, { small, turns }: Size): Promise<Row[]> => {
  mustBeBuilt()
  const world = await worlds.of(small)
  return [
    await timed(
      'first frame of the terminal, with its plans',
      () => frame(world),
      () => openOnce(world),
      turns * 2,
      10,
    ),
  ]
}

const openOnce = async ({ record }: World): Promise<number> => (await runOnce(bareOpen, [record])).took

const timed = async (
  name: string,
  product: () => Promise<number>,
  bare: () => Promise<number>,
  turns: number,
  most: number | null,
): Promise<Row> => {
  await product()
  const times = []
  for (let turn = 0; turn < turns; turn++) times.push({ product: await product(), bare: await bare() })
  const ratio = median(times.map((time) => time.product / time.bare))
  return {
    name,
    product: timeOf(median(times.map((time) => time.product))),
    bare: timeOf(median(times.map((time) => time.bare))),
    ratio,
    aim: most === null ? null : atMost(ratio, most),
  }
}

/** Milliseconds until a plan's code is visible; `script` provides a pseudo-terminal. */
const frame = (world: World): Promise<number> =>
  new Promise((resolve, reject) => {
    const began = performance.now()
    const shell = `stty cols 120 rows 30; exec '${process.execPath}' '${beatbook}'`
    const child = spawn('script', ['-qefc', shell, '/dev/null'], {
      env: { ...process.env, ...envOf(world), TERM: 'xterm-256color' },
      stdio: 'pipe',
    })
    const limit = setTimeout(() => child.kill(), 20_000)
    let shown = ''
    let took: number | null = null
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString()
      if (took !== null || !shown.includes('Delivery plan')) return
      took = performance.now() - began
      child.stdin.write('q')
    })
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(limit)
      if (took === null) reject(new Error(`The terminal showed no plans: ${shown.slice(-500)}`))
      else resolve(took)
    })
  })

const envOf = ({ product }: World): Record<string, string> => ({
  BEATBOOK_URL: product.url,
  BEATBOOK_TOKEN: product.token,
})

const mustBeBuilt = (): void => {
  if (!existsSync(join(root, 'apps/tui/dist/beatbook.js')))
    throw new Error('Build first: npx -y pnpm@12 build')
}
