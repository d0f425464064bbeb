import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'
import { lastPosition } from '../stream/events.ts'
import { followRecord, type MovingMarker } from './marker.ts'
import type { Place } from './place.ts'

/**
 * Marks the record as open, in the marker and in the database. The marker is written first, so that after a
 * crash in between the record is not mistaken for a copy. A checkpoint follows, so that a copy without the
 * WAL has the flag too.
 */
export const beginServing = async (db: Kysely<Schema>, { marker }: Place): Promise<MovingMarker> => {
  const { id } = await db.selectFrom('record').select('id').executeTakeFirstOrThrow()
  const moving = followRecord(marker, { record: id, position: await lastPosition(db) })
  await db.updateTable('record').set({ closed: 0 }).execute()
  await sql`pragma wal_checkpoint(passive)`.execute(db)
  return moving
}

/** Marks the database file as complete without its WAL. */
export const endServing = async (db: Kysely<Schema>, marker: MovingMarker): Promise<void> => {
  try {
    marker.close()
    await db.updateTable('record').set({ closed: 1 }).execute()
  } catch {
    // A disk failure here loses nothing: the marker and the WAL are still there when the record is opened
    // again.
  }
}
