import { statSync } from 'node:fs'
import type { Change } from '@beatbook/contract'
import { Kysely } from 'kysely'
import { alone } from '../database/alone.ts'
import { dialectOf } from '../database/dialect.ts'
import type { Location } from '../database/location.ts'
import { refuseUnfitServer } from '../database/server.ts'
import { sqliteDialect } from '../database/sqlite.ts'
import { migrate } from '../migrations/migrate.ts'
import { placeOf } from '../record/place.ts'
import { refold } from '../record/refold.ts'
import { beginServing, endServing } from '../record/serving.ts'
import type { Schema } from '../schema.ts'
import { createHistories } from '../stream/histories.ts'
import type { Write, WritingOptions, WritingSide } from '../writer/write.ts'
import { createWriter } from '../writer/writer.ts'
import { perform } from './perform.ts'

/**
 * Opens the writing connection in this thread and migrates its schema. `db` is that connection, through which
 * a database in memory is read too.
 */
export const writeInThread = async ({
  location,
  newId,
  flushDelay,
  onChange,
}: WritingOptions): Promise<WritingSide & { db: Kysely<Schema> }> => {
  if (location.in === 'file' && statSync(location.path).size === 0) await makeTables(location)
  const db = new Kysely<Schema>({ dialect: dialectOf(location, 'writer') })
  if (location.in === 'server') await refuseUnfitServer(db)
  const applied = await migrate(db)
  const marker = location.in === 'file' ? await beginServing(db, placeOf(location.path)) : null
  await alone(db, () => refold(db))
  const histories = createHistories()
  const writer = createWriter<Write>(db, perform(newId, histories), {
    flushDelay,
    onRollback: histories.clear,
  })
  let closing = false
  let rating: Promise<void> | null = null
  const notify = (change: Change) => {
    marker?.move(change.position)
    onChange(change)
  }
  const submit = async (write: Write): Promise<unknown> => {
    const { answer, change, more } = await writer.submit(write)
    if (change !== null) notify(change)
    if (more && !closing) rating ??= rateAll()
    return answer
  }
  // In steps, so that another write waits for at most one step. What is left when the record closes is done
  // when it opens.
  const rateAll = async (): Promise<void> => {
    try {
      for (let more = true; more && !closing; ) {
        const done = await writer.submit({ write: 'rate' })
        if (done.change !== null) notify(done.change)
        more = done.more === true
      }
    } catch {
      // Actions that could not be rated stay marked, and are retried when the record is next written to or
      // opened.
    } finally {
      rating = null
    }
  }
  rating = rateAll()
  return {
    db,
    migrations: applied,
    submit,
    close: async () => {
      closing = true
      await rating
      await writer.close()
      if (marker !== null) await endServing(db, marker)
      await db.destroy()
    },
  }
}

/** Creates the tables of an empty file, all or none. */
const makeTables = async (location: Extract<Location, { in: 'file' }>): Promise<void> => {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(location, 'maker') })
  try {
    await migrate(db)
  } finally {
    await db.destroy()
  }
}
