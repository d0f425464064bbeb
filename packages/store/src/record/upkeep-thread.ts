import { statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'
import { watchMoves } from './moved.ts'
import { sizeInHeader } from './size.ts'
import type { FromUpkeep, PlaceFault } from './upkeep.ts'

// Runs beside the writer and copies commits into the database file within seconds, so that the WAL never
// contains everything. A passive checkpoint neither waits nor blocks. The writer's own checkpoint, at 16,000
// pages, remains for when this thread falls behind.
const { file, log, descriptor } = workerData as { file: string; log: string; descriptor: number }
const port = parentPort
const EVERY = 1_000

const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT })

/** Prepared at the first run, which can fail: a WAL that was deleted meanwhile cannot be read. */
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
let notified: PlaceFault | null = null
let short = 0

const faultNow = (): PlaceFault | null => {
  if (isMoved()) return 'moved'
  const size = statSync(file, { throwIfNoEntry: false })?.size
  short = size !== undefined && size < sizeInHeader(descriptor) ? short + 1 : 0
  // During a checkpoint by the writer the file may briefly be shorter than its first page says.
  return short > 1 ? 'cut-short' : null
}

const look = (): void => {
  try {
    const fault = faultNow()
    if (fault !== notified) {
      notified = fault
      port?.postMessage({ type: 'place', fault } satisfies FromUpkeep)
    }
    statements ??= prepared()
    const { version, checkpoint } = statements
    const now = Number(version.get()?.data_version)
    if (fault !== null || now === copied) return
    const done = checkpoint.get() as { busy: number; log: number; checkpointed: number }
    // A reader of an older snapshot blocks the rest; retried at the next run.
    if (done.busy === 0 && done.log === done.checkpointed) copied = now
  } catch {
    // A full or failing disk is reported by the next write; the WAL has what could not be copied.
  }
}

const timer = setInterval(look, EVERY)
port?.once('message', () => {
  clearInterval(timer)
  database.close()
  port.close()
})
