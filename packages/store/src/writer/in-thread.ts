import type { Change } from '@beatbook/domain'
import { Kysely } from 'kysely'
import { migrate } from '../database/migrate.ts'
import { type Location, sqliteDialect } from '../database/sqlite.ts'
import type { Schema } from '../schema.ts'
import { perform, type Write } from './write.ts'
import { createWriter } from './writer.ts'

/** The writing side of an open record, wherever it runs. */
export interface WritingSide {
  readonly migrations: readonly string[]
  /** Carries out one write and gives its answer once it is on the disk. Rejects when it failed; then nothing of it is kept. */
  submit(write: Write): Promise<unknown>
  /** Finishes what was submitted and lets go of the database. */
  close(): Promise<void>
}

export interface WritingOptions {
  readonly location: Location
  readonly newId: () => string
  readonly flushDelay?: number
  /** Called after the commit, before the answer. */
  readonly onChange: (change: Change) => void
}

/** Opens the writing connection in this thread, its schema brought up to date. `db` is that connection, for a database in memory to be read by. */
export const writeInThread = async ({ location, newId, flushDelay, onChange }: WritingOptions): Promise<WritingSide & { db: Kysely<Schema> }> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(location, 'writer') })
  const applied = await migrate(db)
  const writer = createWriter<Write>(db, perform(newId), flushDelay)
  return {
    db,
    migrations: applied,
    submit: async (write) => {
      const { answer, change } = await writer.submit(write)
      if (change !== null) onChange(change)
      return answer
    },
    close: async () => {
      await writer.close()
      await db.destroy()
    },
  }
}
