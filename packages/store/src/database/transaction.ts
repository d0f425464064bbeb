import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { engineOf } from './engine.ts'

/**
 * Begins the writer's transaction on a connection and waits for every other writer: a file is locked as a
 * whole, in PostgreSQL the row of the force is. What is read from then on is what the last writer left, and
 * stays so until the end. Throws a refusal where the lock is not free in time.
 */
export const beginWriting = async (connection: Kysely<Schema>): Promise<void> => {
  try {
    // In one journey. A statement sees what was committed before it began, so the lock has its own.
    const begin = engineOf(connection) === 'postgres' ? sql`begin; ${locking}` : sql`begin immediate`
    await begin.execute(connection)
  } catch (error) {
    await rollBack(connection)
    throw error
  }
}

const locking = sql`select one from record for update`

/**
 * Waits for every other writer, as `beginWriting` does, in a transaction that began otherwise; before it
 * reads.
 */
export const lockForce = async (transaction: Kysely<Schema>): Promise<void> => {
  if (engineOf(transaction) === 'postgres') await locking.execute(transaction)
}

/** Rolls the transaction back, if the database has not done so already or lost its connection. */
export const rollBack = async (connection: Kysely<Schema>): Promise<void> => {
  await sql`rollback`.execute(connection).catch(() => {})
}

/** Begins a transaction on a connection in which every question sees the record as of one instant. */
export const beginReading = async (connection: Kysely<Schema>): Promise<void> => {
  await (engineOf(connection) === 'postgres'
    ? sql`begin isolation level repeatable read read only`
    : sql`begin`
  ).execute(connection)
}

/** Gives what `read` makes of the record as of one instant, where it takes several statements to read it. */
export const atOneInstant = <R>(
  db: Kysely<Schema>,
  read: (connection: Kysely<Schema>) => Promise<R>,
): Promise<R> =>
  db.connection().execute(async (connection) => {
    await beginReading(connection)
    try {
      return await read(connection)
    } finally {
      await rollBack(connection)
    }
  })

/** Commits the transaction. Throws where the database ended it otherwise. */
export const commit = async (connection: Kysely<Schema>): Promise<void> => {
  const { rows } = await sql<{ command?: string }>`commit`.execute(connection)
  if (rows[0]?.command === 'ROLLBACK') throw new Error('The transaction was rolled back instead of committed')
}
