import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext } from 'playwright-core'
import { recordUpdate } from '../ask.ts'
import { openBrowser, type Slow, signedIn, slowDown, slowPhone } from '../browser.ts'
import { bringPlan } from '../record.ts'
import type { Operation } from '../turns.ts'
import type { World } from '../world.ts'
import { cpuOf } from './operations.ts'
import type { Prepare } from './work.ts'

const WINDOWS = 10

/** One update of a plan, until the server has come to rest, while ten windows show that plan, or none. */
export const updateBeside =
  (windows: boolean): Prepare =>
  async (worlds, { plan }) => {
    const world = await worlds.named(`shown-${plan}-${windows}`, {
      fill: (product) => bringPlan(product, plan, 1, 'shown'),
    })
    const end = windows ? await showing(world, worlds.side.root) : async () => undefined
    await atRest(world)
    return {
      async run(index) {
        const began = performance.now()
        await recordUpdate(world.product, world.some[index]?.id ?? '', `Seen by ten (${index})`)
        return (await atRest(world)) - began
      },
      cpu: () => cpuOf(world),
      most: 1,
      end,
    }
  }

const showing = async (world: World, root: string): Promise<() => Promise<void>> => {
  const browser = await openBrowser(root)
  for (let window = 0; window < WINDOWS; window++)
    await shown(await signedIn(browser, world.product), world, 'shown')
  return () => browser.close()
}

/** A server is at rest when it has used next to nothing for this long, in milliseconds. */
const REST = 1_000
const NOTHING = 5

/** Waits until a product is at rest; returns when it last did something. */
const atRest = async (world: World): Promise<number> => {
  let [busy, used] = [performance.now(), cpuOf(world)]
  while (performance.now() - busy < REST) {
    await wait(100)
    const now = cpuOf(world)
    if (now - used <= NOTHING) continue
    busy = performance.now()
    used = now
  }
  return busy
}

/** A plan is opened until its first actions are visible, on a slow phone or on a fast machine. */
export const planOpened =
  (rows: number, slow: boolean): Prepare =>
  async (worlds): Promise<Operation> => {
    const world = await worlds.named(`phone-${rows}`, {
      fill: (product) => bringPlan(product, rows, 1, 'shown'),
    })
    const browser = await openBrowser(worlds.side.root)
    return {
      async run() {
        const context = await signedIn(browser, world.product)
        const took = await shown(context, world, 'shown', slow ? slowPhone : null)
        await context.close()
        return took
      },
      cpu: () => cpuOf(world),
      most: 1,
      end: () => browser.close(),
    }
  }

/** Opens a plan in a window; returns the milliseconds until an action is visible. */
const shown = async (
  context: BrowserContext,
  { product }: World,
  plan: string,
  phone: Slow | null = null,
): Promise<number> => {
  const page = await context.newPage()
  if (phone !== null) await slowDown(page, phone)
  const began = performance.now()
  await page.goto(`${product.url}/plans/${plan}`, { waitUntil: 'commit' })
  await page.locator('table tbody tr').first().waitFor({ timeout: 120_000 })
  return performance.now() - began
}
