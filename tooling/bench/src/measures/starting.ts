import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionPage } from '@beatbook/contract'
import { ask } from '../ask.ts'
import { type Ended, root, runOnce } from '../process.ts'
import { atMost, median, type Row, timeOf } from '../row.ts'
import type { Size, World, Worlds } from '../world.ts'

const beatbook = join(root, 'apps/tui/bin/beatbook.js')
const bareOpen = join(root, 'tooling/bench/src/bare/open.mjs')

/** A built command from start to exit, compared with a Node process that opens the database. */
export const command = async (worlds: Worlds, { small, turns }: Size): Promise<Row[]> => {
  mustBeBuilt()
  const world = await worlds.of(small)
  const product = async () => {
    const { out, took, cpu } = await runOnce(beatbook, ['plans', '--json'], envOf(world))
    if (!out.includes('"data":{"plans":[{')) throw new Error(`beatbook plans printed ${out}`)
    return { took, cpu }
  }
  const bare = () => openOnce(worlds, small)
  return [await timed('one-shot command, `beatbook plans --json`', product, bare, turns, 2)]
}

/** From the command to the plans on the screen of a pseudo-terminal. */
export const firstFrame = async (worlds: Worlds, { small, turns }: Size): Promise<Row[]> => {
  mustBeBuilt()
  const world = await worlds.of(small)
  return [
    await timed(
      'first frame of the terminal, with its plans',
      async () => ({ took: await frame(world), cpu: null }),
      () => openOnce(worlds, small),
      turns,
      10,
    ),
  ]
}

const openOnce = async (worlds: Worlds, actions: number): Promise<Ended> =>
  runOnce(bareOpen, [(await worlds.bareOf(actions)).record])

/** The wall time and the processor time of one start, in milliseconds, the latter where it is known. */
interface Start {
  readonly took: number
  readonly cpu: number | null
}

const timed = async (
  name: string,
  product: () => Promise<Start>,
  bare: () => Promise<Start>,
  turns: number,
  most: number,
): Promise<Row> => {
  await product()
  await bare()
  const times: { readonly product: Start; readonly bare: Start }[] = []
  for (let turn = 0; turn < turns; turn++) times.push({ product: await product(), bare: await bare() })
  const ratio = median(times.map((time) => time.product.took / time.bare.took))
  const cpu = (side: 'product' | 'bare') => median(times.flatMap((time) => time[side].cpu ?? []))
  const used = { product: cpu('product'), bare: cpu('bare') }
  return {
    name,
    product: timeOf(median(times.map((time) => time.product.took))),
    bare: timeOf(median(times.map((time) => time.bare.took))),
    ...(Number.isNaN(used.product)
      ? {}
      : { cpu: { product: timeOf(used.product), bare: timeOf(used.bare) } }),
    ratio,
    aim: atMost(ratio, most),
  }
}

/** From `G` in the list of all actions to the last of them on the screen, beside fewer actions. */
export const lastRow = async (worlds: Worlds, { small, large, turns }: Size): Promise<Row[]> => {
  mustBeBuilt()
  const [many, few] = [await worlds.of(large), await worlds.of(small)]
  const times: { readonly many: number; readonly few: number }[] = []
  for (let turn = 0; turn < turns; turn++) times.push({ many: await toLast(many), few: await toLast(few) })
  const took = median(times.map((time) => time.many))
  return [
    {
      name: `\`G\` in the terminal to the last of ${large.toLocaleString('en-GB')} actions, beside fewer`,
      product: timeOf(took),
      bare: timeOf(median(times.map((time) => time.few))),
      ratio: median(times.map((time) => time.many / time.few)),
      aim: atMost(took, MOST_TO_LAST, ' ms'),
    },
  ]
}

/** Source: issue "The plan page is the sheet", "What it must show". */
const MOST_TO_LAST = 200

const toLast = async (world: World): Promise<number> => {
  const question = { withdrawn: 'with', exact: true, descending: true, limit: 1 }
  const { rows, count } = await ask<ActionPage>(world.product, 'actions.list', question)
  const last = rows[0]?.address
  if (last === undefined) throw new Error('There is no action.')
  let pressed = 0
  return onTerminal(world, [
    { shows: 'Delivery plan', send: ':actions all\r' },
    { shows: `1 of ${count}`, send: 'G', sending: () => (pressed = performance.now()) },
    { shows: last, send: 'q' },
  ]).then((ended) => ended - pressed)
}

/** Milliseconds until a plan's code is visible. */
const frame = async (world: World): Promise<number> => {
  const began = performance.now()
  return (await onTerminal(world, [{ shows: 'Delivery plan', send: 'q' }])) - began
}

/** What is waited for on the screen, and what is typed then. */
interface Step {
  readonly shows: string
  readonly send: string
  sending?(): void
}

/** When the screens showed what the last step waits for; `script` provides a pseudo-terminal. */
const onTerminal = (world: World, steps: readonly Step[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const shell = `stty cols 120 rows 30; exec '${process.execPath}' '${beatbook}'`
    const child = spawn('script', ['-qefc', shell, '/dev/null'], {
      env: { ...process.env, ...envOf(world), TERM: 'xterm-256color' },
      stdio: 'pipe',
    })
    const limit = setTimeout(() => child.kill(), 20_000)
    let shown = ''
    let at = 0
    let ended: number | null = null
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString()
      const step = steps[at]
      if (step === undefined || !shown.includes(step.shows)) return
      at += 1
      shown = ''
      if (at === steps.length) ended = performance.now()
      step.sending?.()
      child.stdin.write(step.send)
    })
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(limit)
      if (ended === null)
        reject(new Error(`The terminal never showed “${steps[at]?.shows}”: ${shown.slice(-500)}`))
      else resolve(ended)
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
