import type { Client } from '@beatbook/api/client'
import { type Column, defaultSettings, type Settings } from '@beatbook/domain'

/** The force's settings. */
export const settingsOfForce = async (client: Client): Promise<Settings> => {
  const areas = await client.areas.list.query({})
  return areas.find(({ parent }) => parent === null)?.settings ?? defaultSettings
}

/** The force's own columns, in order. */
export const columnsOfForce = async (client: Client): Promise<readonly Column[]> =>
  (await settingsOfForce(client)).columns
