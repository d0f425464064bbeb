import { type AreaState, defaultSettings, type ReadAt, type Settings } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { heldOn } from '../database/held.ts'
import type { Schema } from '../schema.ts'
import { forceOf } from '../stream/force.ts'

/** What the force settled on a day; what holds by default until it has. */
export const settingsOf = async (db: Kysely<Schema>, at: ReadAt = {}): Promise<Settings> => {
  const row = await db
    .selectFrom('aggregate_version')
    .select('state')
    .where('kind', '=', 'area')
    .where('stream_id', '=', await forceOf(db))
    .where(heldOn(at))
    .executeTakeFirst()
  return row === undefined
    ? defaultSettings
    : { ...defaultSettings, ...(JSON.parse(row.state) as AreaState).settings }
}
