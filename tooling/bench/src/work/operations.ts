import { randomUUIDv7 } from 'node:crypto'
import { readSampleDocument } from '@beatbook/sample'
import { accept, ask, recordUpdate, send, upload } from '../ask.ts'
import { processTime, threadsTime } from '../cpu.ts'
import { asText } from '../documents.ts'
import { generatePlan, titleOf } from '../plans.ts'
import type { Server } from '../process.ts'
import { post, startProduct } from '../product.ts'
import {
  ageRecord,
  bareRow,
  bringPlan,
  daysBefore,
  fillRecord,
  midway,
  type Named,
  rowsOf,
} from '../record.ts'
import type { Operation } from '../turns.ts'
import { type Bare, type Size, startBare, type World, type Worlds } from '../world.ts'
import type { Prepare } from './work.ts'

/** The processor time of a product and its database. */
export const cpuOf = ({ product, database }: World) => threadsTime(product.pid) + database.cpu()

/** An operation of a world, without a wall time of its own. */
const operation = (
  world: World,
  run: (index: number) => Promise<unknown>,
  more: Partial<Operation> = {},
): Operation => ({
  async run(index) {
    await run(index)
    return undefined
  },
  cpu: () => cpuOf(world),
  ...more,
})

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T

const today = () => new Date().toISOString().slice(0, 10)

/** How many questions of a turn are measured alone: each takes some milliseconds of rest. */
const MOST_ALONE = 40

/**
 * A question, each time after an update: nothing is measured that a product has kept from the last answer.
 * Throws where `holds` is false of an answer.
 */
const asking = <T>(
  world: World,
  ask: (index: number) => Promise<T>,
  holds: (answer: T) => boolean,
): Operation =>
  operation(
    world,
    async (index) => {
      const answer = await ask(index)
      if (!holds(answer))
        throw new Error(`An answer is not as expected: ${JSON.stringify(answer).slice(0, 300)}`)
    },
    {
      before: (index) => recordUpdate(world.product, at(world.some, index * 17).id, `Change ${index}`),
      most: MOST_ALONE,
    },
  )

interface Page {
  readonly rows: readonly unknown[]
  readonly count: number
}

const listing = (
  world: World,
  inputs: readonly Readonly<Record<string, unknown>>[],
  holds: (page: Page) => boolean = ({ rows }) => rows.length > 0,
): Operation => asking(world, (index) => ask<Page>(world.product, 'actions.list', at(inputs, index)), holds)

/** A hundred actions of one level by deadline, or all by newest update. */
export const list: Prepare = async (worlds, { large }) =>
  listing(await worlds.of(large), [
    ...['red', 'amber', 'green'].map((level) => ({ levels: [level], sort: 'timescale', limit: 100 })),
    { sort: 'last-update', descending: true, limit: 100 },
  ])

export const action: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  return asking(
    world,
    (index) => ask<Named>(world.product, 'actions.get', { address: at(world.some, index).address }),
    ({ id }) => id !== undefined,
  )
}

export const plansPage: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  return asking(
    world,
    () => plansOf(world),
    (plans) => plans.length >= large / 1_000,
  )
}

/** The smallest answer there is: what every other question costs beside its own work. */
export const smallest: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  return asking(
    world,
    () => ask(world.product, 'session.me', undefined),
    (me) => me !== null,
  )
}

/** A plan as the page of plans has it, as far as it is needed here. */
interface Plan {
  readonly id: string
  readonly code: string
  readonly ragRules: { readonly code: string } | null
  readonly computed: { readonly levels: readonly { readonly level: string; readonly actions: number }[] }
}

const plansOf = ({ product }: World): Promise<readonly Plan[]> => ask(product, 'plans.list', {})

/** The first twenty actions of one level by the rules. */
export const byLevel: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  const plans = await plansOf(world)
  const levels = plans.flatMap(({ computed }) =>
    computed.levels.flatMap(({ level, actions }) => (actions > 0 ? level : [])),
  )
  return listing(
    world,
    [...new Set(levels)].map((level) => ({ computed: [level], limit: FIRST })),
  )
}

/** The first twenty actions of one owner. */
export const byOwner: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  const owners = [...new Set(world.some.flatMap((row) => row.owners.map(({ name }) => name)))]
  return listing(
    world,
    owners.map((owner) => ({ owner, limit: FIRST })),
  )
}

/** The six worst actions whose declared level is not that of the rules. */
export const disagreements: Prepare = async (worlds, { large }) =>
  listing(await worlds.of(large), [{ disagrees: true, sort: 'computed', limit: 6 }])

/** A search for a word that nobody wrote. */
export const unknownWords: Prepare = async (worlds, { large }) =>
  listing(
    await worlds.of(large),
    ['zebra', 'okapi', 'quagga', 'walrus'].map((text) => ({ text, limit: FIRST })),
    ({ rows }) => rows.length === 0,
  )

const FIRST = 20

/** One update each of actions that have had few. */
export const update: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  return operation(
    world,
    (index) =>
      recordUpdate(
        world.product,
        at(world.some, index * 17).id,
        `Two sessions held, the rest follows (${index}).`,
      ),
    { bytes: () => world.database.bytes(), most: 300, longer: 3 },
  )
}

/** A plan is accepted; one thing is one row. Its draft is made before. */
export const acceptRows: Prepare = async (worlds, { plan, large }) => {
  const world = await worlds.of(large)
  // Another plan each time, also where it is measured again.
  const had = (await plansOf(world)).length
  let draft = ''
  return operation(world, () => accept(world.product, draft), {
    async before(index) {
      const seed = had + 1 + index
      draft = await upload(world.product, 'plan.txt', asText(titleOf(seed), generatePlan(plan, seed)))
    },
    bytes: () => world.database.bytes(),
    things: plan,
    most: 1,
  })
}

const histories = (worlds: Worlds, { events }: Size): Promise<World> =>
  worlds.named('histories', {
    async fill(product) {
      await bringPlan(product, ACTIONS_WITH_HISTORIES, 1)
      const [{ id }] = (await ask<{ rows: readonly Named[] }>(product, 'actions.list', { limit: 1 }))
        .rows as [Named]
      // Two a day: the generated plan is not older than that.
      for (let event = 0; event < events; event++)
        await recordUpdate(product, id, `Seen on the beat, event ${event}`, {
          on: daysBefore(today(), Math.ceil((events - event) / 2)),
          level: event % 4 < 2 ? 'amber' : 'green',
          reason: 'As agreed',
          seen: {},
        })
    },
  })

const ACTIONS_WITH_HISTORIES = 250

/** An update of the one action that has had hundreds. */
export const longHistory: Prepare = async (worlds, size) => historyOf(await histories(worlds, size), () => 0)

/** An update of an action that has had none or one. */
export const shortHistory: Prepare = async (worlds, size) =>
  historyOf(await histories(worlds, size), (index) => 1 + (index % (ACTIONS_WITH_HISTORIES - 1)))

const historyOf = (world: World, which: (index: number) => number): Operation =>
  operation(
    world,
    (index) =>
      recordUpdate(world.product, world.some[which(index)]?.id ?? '', `Seen again ${index}`, {
        level: index % 2 === 0 ? 'green' : 'amber',
        reason: 'As agreed',
        seen: {},
      }),
    { most: 30, longer: 2 },
  )

/** What may be asked of a date. */
export type Dated = 'action' | 'plan' | 'page' | 'by deadline'

/** A question about a record in which each action has some versions: of today, or of a date in between. */
export const dated =
  (what: Dated, versions: number, on: 'today' | 'then'): Prepare =>
  async (worlds, { aged }) => {
    const world = await worlds.named(`aged-${versions}`, {
      async fill(product) {
        await bringPlan(product, aged, 1, 'aged')
        await ageRecord(product, await rowsOf(product), versions, today())
      },
    })
    const asAt = on === 'today' ? {} : { asAt: midway(versions, today()) }
    const { product } = world
    if (what === 'action')
      return asking(
        world,
        (index) => ask<Named>(product, 'actions.get', { address: at(world.some, index).address, ...asAt }),
        ({ id }) => id !== undefined,
      )
    if (what === 'plan')
      return asking(
        world,
        () => ask<{ counts: { actions: number } }>(product, 'plans.get', { plan: 'aged', ...asAt }),
        ({ counts }) => counts.actions === aged,
      )
    return listing(
      world,
      [{ sort: what === 'page' ? 'place' : 'timescale', limit: 100, ...asAt }],
      ({ rows }) => rows.length === 100,
    )
  }

/**
 * The draft of a plan that no record has, however large it is, with texts that no action has: a plan that shares them
 * would be compared with it.
 */
const draftOfTwo = async ({ product }: World) => {
  const rows = generatePlan(2, ANOTHER_PLAN).map((row) => ({ ...row, text: `${row.text}, on two evenings` }))
  return upload(product, 'two.txt', asText(titleOf(ANOTHER_PLAN), rows))
}

const ANOTHER_PLAN = 1_000_000

/** The draft of a document of two rows is read. */
export const draftOpened: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  const id = await draftOfTwo(world)
  return asking(
    world,
    () => ask<Named>(world.product, 'drafts.get', { id }),
    (draft) => draft.id === id,
  )
}

/** Decisions over the draft of a document of two rows are saved. */
export const draftDecided: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  const id = await draftOfTwo(world)
  return asking(
    world,
    () => send<Named>(world.product, 'drafts.decide', { id, decisions: [] }),
    (draft) => draft.id === id,
  )
}

/**
 * Other rules are chosen for all plans of the large record, until no action waits for its level; one thing is
 * one action.
 */
export const rerated: Prepare = async (worlds, { large }) => {
  const world = await worlds.of(large)
  const { product } = world
  const plans = await plansOf(world)
  const other = plans[0]?.ragRules?.code === 'inspection-log' ? 1 : 0
  return operation(
    world,
    async (index) => {
      const code = (index + other) % 2 === 0 ? 'inspection-log' : 'force-default'
      for (const { id: planId } of plans)
        await send(product, 'commands.pinRagRules', { commandId: randomUUIDv7(), planId, code, version: 1 })
      for (const plan of plans) await ratedAll(world, plan.code)
    },
    { things: large, most: 1 },
  )
}

const ratedAll = async ({ product }: World, plan: string): Promise<void> => {
  const waiting = async () =>
    (await ask<{ recalculating: unknown }>(product, 'plans.get', { plan })).recalculating !== null
  while (await waiting()) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN))
}

/** How often it is asked whether a plan still waits for its levels, in milliseconds. */
const ASK_AGAIN = 200

const onBare = (bare: Bare, run: (index: number) => Promise<Response>): Operation => ({
  async run(index) {
    const answer = await run(index)
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`The bare handler answered ${answer.status}`)
    return undefined
  },
  cpu: () => threadsTime(bare.pid),
})

/** As questions to the product, each is measured alone. */
const askingBare = (bare: Bare, pathOf: (index: number) => string): Operation => ({
  ...onBare(bare, (index) => fetch(bare.url + pathOf(index))),
  before: async () => undefined,
  most: MOST_ALONE,
})

/** The bare handler's list of a hundred: also what questions without one of their own are compared with. */
export const bareList: Prepare = async (worlds, { large }) => {
  const paths = [
    ...['red', 'amber', 'green'].map((level) => `/list?by=level&level=${level}`),
    '/list?by=last',
  ]
  return askingBare(await worlds.bareOf(large), (index) => at(paths, index))
}

export const bareAction: Prepare = async (worlds, { large }) => {
  const { some } = await worlds.of(large)
  return askingBare(
    await worlds.bareOf(large),
    (index) => `/one?address=${encodeURIComponent(at(some, index).address)}`,
  )
}

export const bareUpdate: Prepare = async (worlds, { large }) => {
  const [{ some }, bare] = [await worlds.of(large), await worlds.bareOf(large)]
  return {
    ...onBare(bare, (index) =>
      post(`${bare.url}/update`, {
        actionId: at(some, index * 17).id,
        updateId: randomUUIDv7(),
        text: `Two sessions held, the rest follows (${index}).`,
      }),
    ),
    most: 1_000,
  }
}

/** Rows are inserted into the bare handler's table, a plan in one transaction. */
export const bareAccept: Prepare = async (worlds, { plan, large }) => {
  const [{ some }, bare] = [await worlds.of(large), await worlds.bareOf(large)]
  return {
    ...onBare(bare, () =>
      post(
        `${bare.url}/accept`,
        Array.from({ length: plan }, (_, row) => {
          const id = randomUUIDv7()
          return bareRow({ ...at(some, row), id, address: `more/${id}` })
        }),
      ),
    ),
    things: plan,
    most: 20,
  }
}

/** A document is uploaded and read into a draft. The threads that read may end: processor time is in ticks. */
const brought = (world: World, documentOf: (index: number) => Uint8Array<ArrayBuffer>): Operation => {
  const { product, database } = world
  let id: string | null = null
  return operation(
    world,
    async (index) => {
      id = await upload(product, 'plan.txt', documentOf(index))
    },
    {
      async before() {
        if (id !== null) await send(product, 'drafts.discard', { id })
      },
      cpu: () => processTime(product.pid) + database.cpu(),
      most: 10,
    },
  )
}

/** The sample's charter plan of 36 rows, each time with another title. */
export const documentBrought: Prepare = async (worlds, { large }) => {
  const charter = new TextDecoder().decode(readSampleDocument('charter-plan-2026.txt'))
  return brought(await worlds.of(large), (index) =>
    new TextEncoder().encode(charter.replace('\n', ` ${index}\n`)),
  )
}

/** A document of two rows. */
export const smallDocumentBrought: Prepare = async (worlds, { large }) =>
  brought(await worlds.of(large), (index) => asText(titleOf(index), generatePlan(2, index)))

/** The server is started on a record that has one, until it answers. */
export const coldStart: Prepare = async (worlds, { plan }) => {
  const world = await worlds.named('cold', { fill: (product) => fillRecord(product, plan) })
  let server: Server = world.product
  return starting(
    () => server.stop(),
    async () => {
      server = await startProduct(worlds.side.root, world.database)
      return server
    },
  )
}

/** The bare handler is started on its tables, until it answers. */
export const bareStart: Prepare = async (worlds, { large }) => {
  const { record } = await worlds.bareOf(large)
  let server: Server | null = null
  return starting(
    async () => server?.stop(),
    async () => {
      server = await startBare(record)
      return server
    },
  )
}

const starting = (stop: () => Promise<unknown>, start: () => Promise<Server>): Operation => {
  let used = 0
  return {
    async run() {
      const { startedIn, startedCpu } = await start()
      used += startedCpu
      return startedIn
    },
    before: stop,
    cpu: () => used,
    most: 1,
  }
}
