import type { Client } from '@beatbook/api/client'
import type { Column } from '@beatbook/domain'

/** The force's own columns, in order. */
export const columnsOfForce = async (client: Client): Promise<readonly Column[]> => {
  const areas = await client.areas.list.query({})
  return areas.find(({ parent }) => parent === null)?.settings.columns ?? []
}
