import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { PATIENCE } from '../database/patience.ts'
import { watchMoves } from './moved.ts'
import { sizeSaid } from './size.ts'
import type { FromUpkeep, PlaceFault } from './upkeep.ts'

// Beside the writer: what is committed reaches the database's own file within seconds, so that the log is
// never all there is of it. A passive checkpoint waits for nobody and holds nobody up; the writer's own, at
// 16,000 pages, is left for when this thread cannot follow.
const { file, log } = workerData as { file: string; log: string }
const port = parentPort
const EVERY = 1_000

const database = new DatabaseSync(file, { timeout: PATIENCE })

/** Made by the first look, which may come too late: a log that was deleted meanwhile cannot be read. */
const prepared = () => {
  database.exec('pragma synchronous = full')
  return {
    version: database.prepare('pragma data_version'),
    checkpoint: database.prepare('pragma wal_checkpoint(passive)'),
  }
}
let statements: ReturnType<typeof prepared> | null = null

const isMoved = watchMoves({ file, log })
let copied = -1
let told: PlaceFault | null = null
let short = 0

const faultNow = (): PlaceFault | null => {
  if (isMoved()) return 'moved'
  const size = statSync(file, { throwIfNoEntry: false })?.size
  short = size !== undefined && size < sizeSaid(file) ? short + 1 : 0
  // While a checkpoint of the writer's writes pages in their order, the file may be shorter than its first
  // page says.
  return short > 1 ? 'cut-short' : null
}

const look = (): void => {
  try {
    const fault = faultNow()
    if (fault !== told) {
      told = fault
      port?.postMessage({ tell: 'place', fault } satisfies FromUpkeep)
    }
    statements ??= prepared()
    const { version, checkpoint } = statements
    const now = Number(version.get()?.data_version)
    if (fault !== null || now === copied) return
    const done = checkpoint.get() as { busy: number; log: number; checkpointed: number }
    // Whoever reads an older state holds the rest back: it is tried again.
    if (done.busy === 0 && done.log === done.checkpointed) copied = now
  } catch {
    // A disk that is full or fails is told by the next write; the log holds what could not be copied.
  }
}

const timer = setInterval(look, EVERY)
port?.once('message', () => {
  clearInterval(timer)
  database.close()
  port.close()
})
