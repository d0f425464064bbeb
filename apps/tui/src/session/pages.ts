import type { Client } from '@beatbook/api/client'
import { type ActionPage, MOST_LISTED } from '@beatbook/contract'
import { callServer } from './connect.ts'

type Asked = Omit<Parameters<Client['actions']['list']['query']>[0] & object, 'limit' | 'cursor'>

/** The first `most` actions of a list, loaded in pages; `count` is that of all matches. */
export const listActions = async (
  client: Client,
  question: Asked,
  most: number,
): Promise<Omit<ActionPage, 'next'>> => {
  const page = (limit: number, cursor?: string) =>
    callServer(() =>
      client.actions.list.query({
        ...question,
        limit: Math.min(limit, MOST_LISTED),
        ...(cursor === undefined ? {} : { cursor }),
      }),
    )
  const { rows: first, next: cursor, count, capped } = await page(most)
  const rows = [...first]
  for (let next = cursor; next !== null && rows.length < most; ) {
    const more = await page(most - rows.length, next)
    rows.push(...more.rows)
    next = more.next
  }
  return { rows, count, capped }
}
