import { join } from 'node:path'
import { call, setUp } from '../client.ts'
import { bringPlan, type Plan } from '../plan.ts'
import { copyOf } from '../record.ts'
import { aFolder, startServer } from '../server.ts'

/** A record that every case takes a copy of. */
export interface Base {
  readonly folder: string
  readonly token: string
  readonly plan: Plan
}

/** One fault: what is done to a server or its files, and what is wrong with how it bears it. */
export interface FaultCase {
  readonly what: string
  /** Why it cannot be tried on this machine; it is then a line of the report without tries. */
  readonly cannot?: () => string | null
  /** Does the fault; gives a sentence for each thing that is not as it should be. */
  readonly run: (base: Base) => Promise<string[]>
}

/** Makes the record: an administrator and a plan of 40 actions; stopped cleanly. */
export const makeBase = async (): Promise<Base> => {
  const folder = aFolder()
  const server = await startServer({ database: join(folder, 'record.db') })
  const token = await setUp(server.url)
  const plan = await bringPlan(server.url, token, 'harbour', 40)
  await server.stop()
  return { folder, token, plan }
}

/** A copy of the record in a folder of its own; gives the database's path. */
export const aCopy = (base: Base): string => copyOf(base.folder, aFolder())

/** Collects sentences about what is not as it should be. */
export const createFaults = () => {
  const found: string[] = []
  return {
    found,
    /** `sentence` where `fine` is false. */
    want(fine: boolean, sentence: string) {
      if (!fine) found.push(sentence)
    },
    add(sentence: string | null) {
      if (sentence !== null) found.push(sentence)
    },
  }
}

/**
 * Holds `/health` (alive) and `/ready` to what they are to say. `null`: the server did not answer within 5 s.
 */
export const health = async (
  url: string,
): Promise<{ alive: number | null; ready: number | null; text: string }> => {
  const status = (path: string) =>
    call(`${url}${path}`, { patience: 5_000 }).then(
      (answer) => answer,
      () => null,
    )
  const [alive, ready] = await Promise.all([status('/health'), status('/ready')])
  return { alive: alive?.status ?? null, ready: ready?.status ?? null, text: `${alive?.text} ${ready?.text}` }
}

/** Asks again every 200 ms until `fine`, for at most `patience` milliseconds; whether it became so. */
export const becomes = async (fine: () => Promise<boolean>, patience: number): Promise<boolean> => {
  const ends = performance.now() + patience
  for (;;) {
    if (await fine().catch(() => false)) return true
    if (performance.now() > ends) return false
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
