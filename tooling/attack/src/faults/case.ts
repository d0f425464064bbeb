import { join } from 'node:path'
import { call, setUp } from '../client.ts'
import { createPlan, type Plan } from '../plan.ts'
import { copyOf } from '../record.ts'
import { aFolder, startServer } from '../server.ts'

/** A record that every case copies. */
export interface Base {
  readonly folder: string
  readonly token: string
  readonly plan: Plan
}

/** One fault: what happens to a server or its files, and what was wrong with the server's reaction. */
export interface FaultCase {
  readonly what: string
  /** Why it cannot run on this machine; the report then has a line for it without tries. */
  readonly cannot?: () => string | null
  /** Causes the fault; returns a sentence for each failed expectation. */
  readonly run: (base: Base) => Promise<string[]>
}

/** Creates the record: an administrator and a plan of 40 actions; the server is stopped cleanly. */
export const makeBase = async (): Promise<Base> => {
  const folder = aFolder()
  const server = await startServer({ database: join(folder, 'record.db') })
  const token = await setUp(server.url)
  const plan = await createPlan(server.url, token, 'harbour', 40)
  await server.stop()
  return { folder, token, plan }
}

/** Copies the record to a new folder; returns the path of the database. */
export const aCopy = (base: Base): string => copyOf(base.folder, aFolder())

/** Collects sentences about failed expectations. */
export const createFaults = () => {
  const found: string[] = []
  return {
    found,
    /** Adds `sentence` if `fine` is false. */
    want(fine: boolean, sentence: string) {
      if (!fine) found.push(sentence)
    },
    add(sentence: string | null) {
      if (sentence !== null) found.push(sentence)
    },
  }
}

/** Calls `/health` (alive) and `/ready`. `null`: the server did not answer within 5 s. */
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

/** Polls every 200 ms until `fine`, for at most `patience` milliseconds; returns whether it became true. */
export const becomes = async (fine: () => Promise<boolean>, patience: number): Promise<boolean> => {
  const ends = performance.now() + patience
  for (;;) {
    if (await fine().catch(() => false)) return true
    if (performance.now() > ends) return false
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
