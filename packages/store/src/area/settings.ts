import { type AreaState, defaultSettings, type ReadAt, type Settings } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { validOn } from '../database/valid.ts'
import type { Schema } from '../schema.ts'
import { forceOf } from '../stream/force.ts'

/** The force's settings on a day, with defaults for what is not set. */
export const settingsOf = async (db: Kysely<Schema>, at: ReadAt = {}): Promise<Settings> => {
  const row = await db
    .selectFrom('aggregate_version')
    .select('state')
    .where('kind', '=', 'area')
    .where('stream_id', '=', await forceOf(db))
    .where(validOn(at))
    .executeTakeFirst()
  return row === undefined
    ? defaultSettings
    : { ...defaultSettings, ...(JSON.parse(row.state) as AreaState).settings }
}
