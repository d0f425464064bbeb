import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { followRecord, type MovingMarker } from './marker.ts'
import type { Place } from './place.ts'

/**
 * Says in the database and beside it that a server has it open. The marker comes first, so that whoever is
 * interrupted is not taken for a copy; what was said reaches the file itself at once, so that a copy without
 * the log tells what it is.
 */
export const beginServing = async (db: Kysely<Schema>, { marker }: Place): Promise<MovingMarker> => {
  const { id } = await db.selectFrom('record').select('id').executeTakeFirstOrThrow()
  const moving = followRecord(marker, { record: id, position: await lastPosition(db) })
  await db.updateTable('record').set({ closed: 0 }).execute()
  await sql`pragma wal_checkpoint(passive)`.execute(db)
  return moving
}

/** Says that the database is complete by itself again. */
export const endServing = async (db: Kysely<Schema>, marker: MovingMarker): Promise<void> => {
  try {
    marker.close()
    await db.updateTable('record').set({ closed: 1 }).execute()
  } catch {
    // A disk that fails now takes nothing with it: the marker and the log are there when the record is opened
    // again.
  }
}
