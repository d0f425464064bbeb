import type { Change } from '@beatbook/contract'
import { type Kysely, sql } from 'kysely'
import { connectionLost } from '../database/failure.ts'
import { beginWriting, commit, rollBack } from '../database/transaction.ts'
import type { Schema } from '../schema.ts'
import { wasCommitted } from './doubt.ts'

/** The result of one write: its answer, and what it changed in the record, if anything. */
export interface Done {
  readonly answer: unknown
  readonly change: Change | null
  /** Whether actions still wait for recalculation. */
  readonly more?: boolean
  /** The id under which its outcome was stored; absent where none was. */
  readonly recorded?: string
}

/**
 * All writes go through here. `submit` resolves once the write is on the disk, and rejects when it failed;
 * then nothing of it is stored.
 */
export interface Writer<W> {
  submit(write: W): Promise<Done>
  /** Resolves when everything submitted is done; nothing may be submitted after. */
  close(): Promise<void>
}

interface WriterOptions {
  readonly flushDelay?: number | undefined
  readonly onRollback?: () => void
}

/**
 * Commits queued writes together: those that arrived during the last commit share one transaction, each in a
 * savepoint, so that a failing write does not affect the others. `flushDelay` makes every commit that many
 * milliseconds longer, to measure slow disks. `onRollback` is called whenever something that was written is
 * rolled back. Where the connection is lost before a commit is answered, the record says whether it was
 * committed.
 */
export const createWriter = <W>(
  db: Kysely<Schema>,
  perform: (db: Kysely<Schema>, write: W) => Promise<Done>,
  options: WriterOptions = {},
): Writer<W> => {
  let queue: Queued<W>[] = []
  let working: Promise<void> | null = null

  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      // Writes submitted in this turn of the event loop join the batch.
      await new Promise(setImmediate)
      const batch = queue
      queue = []
      await commitTogether(db, perform, batch, options)
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
  { flushDelay = 0, onRollback = () => {} }: WriterOptions,
): Promise<void> => {
  const settled: (() => void)[] = []
  const recorded: string[] = []
  let reached = 'nothing' as 'nothing' | 'transaction' | 'commit'
  const transact = () =>
    db.connection().execute(async (connection) => {
      await beginWriting(connection)
      reached = 'transaction'
      try {
        for (const { write, resolve, reject } of batch) {
          await sql`savepoint one`.execute(connection)
          try {
            const done = await perform(connection, write)
            settled.push(() => resolve(done))
            if (done.recorded !== undefined) recorded.push(done.recorded)
          } catch (error) {
            onRollback()
            // On a full or failing disk SQLite rolls back the whole transaction itself; then there is nothing
            // to continue. Neither is there where the connection was lost.
            await sql`rollback to one`.execute(connection).catch(() => {
              throw error
            })
            settled.push(() => reject(error))
          }
          await sql`release one`.execute(connection)
        }
        if (flushDelay > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, flushDelay)
        reached = 'commit'
        await commit(connection)
      } catch (error) {
        onRollback()
        await rollBack(connection)
        throw error
      }
    })
  try {
    await transact().catch((error: unknown) => {
      // A connection that was lost while nothing was written is noticed only now.
      if (reached === 'nothing' && connectionLost(error)) return transact()
      throw error
    })
  } catch (error) {
    if (reached !== 'commit' || !connectionLost(error) || !(await wasCommitted(db, recorded))) {
      for (const { reject } of batch) reject(error)
      return
    }
  }
  for (const settle of settled) settle()
}
