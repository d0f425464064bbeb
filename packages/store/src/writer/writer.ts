import type { Change } from '@beatbook/contract'
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/** What one write gives back: its answer, and what it changed in the record, if anything. */
export interface Done {
  readonly answer: unknown
  readonly change: Change | null
  /** Whether actions still wait to be rated anew. */
  readonly more?: boolean
}

/**
 * The one place all writing passes through. `submit` resolves once the write is on the disk, and rejects when
 * it failed; then nothing of it is kept.
 */
export interface Writer<W> {
  submit(write: W): Promise<Done>
  /** Resolves when everything submitted is done; nothing may be submitted after. */
  close(): Promise<void>
}

/**
 * Commits together what is queued together: the writes that arrived while the last commit was under way share
 * one transaction, each in a savepoint, so that one failure fails alone. `flushDelay` makes every commit that
 * many milliseconds longer, to measure slow disks.
 */
export const createWriter = <W>(
  db: Kysely<Schema>,
  perform: (db: Kysely<Schema>, write: W) => Promise<Done>,
  flushDelay = 0,
): Writer<W> => {
  let queue: Queued<W>[] = []
  let working: Promise<void> | null = null

  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      // Whoever wrote in this turn of the event loop is let in before the doors close.
      await new Promise(setImmediate)
      const batch = queue
      queue = []
      await commitTogether(db, perform, batch, flushDelay)
    }
    working = null
  }

  return {
    submit: (write) =>
      new Promise((resolve, reject) => {
        queue.push({ write, resolve, reject })
        working ??= work()
      }),
    close: async () => {
      await working
    },
  }
}

interface Queued<W> {
  readonly write: W
  readonly resolve: (done: Done) => void
  readonly reject: (reason: unknown) => void
}

const commitTogether = async <W>(
  db: Kysely<Schema>,
  perform: (db: Kysely<Schema>, write: W) => Promise<Done>,
  batch: readonly Queued<W>[],
  flushDelay: number,
): Promise<void> => {
  const settled: (() => void)[] = []
  try {
    await db.connection().execute(async (connection) => {
      await sql`begin immediate`.execute(connection)
      try {
        for (const { write, resolve, reject } of batch) {
          await sql`savepoint one`.execute(connection)
          try {
            const done = await perform(connection, write)
            settled.push(() => resolve(done))
          } catch (error) {
            // A disk that is full or fails makes SQLite roll everything back by itself: then nothing is left
            // to go on with.
            await sql`rollback to one`.execute(connection).catch(() => {
              throw error
            })
            settled.push(() => reject(error))
          }
          await sql`release one`.execute(connection)
        }
        if (flushDelay > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, flushDelay)
        await sql`commit`.execute(connection)
      } catch (error) {
        // A full disk makes SQLite roll back by itself; then there is nothing left to do.
        await sql`rollback`.execute(connection).catch(() => {})
        throw error
      }
    })
    for (const settle of settled) settle()
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
