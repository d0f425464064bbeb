import type { Client } from '@beatbook/api/client'
import { type ActionRow, MOST_LISTED, MOST_TURNING, type Turning } from '@beatbook/contract'
import type { Page } from '../output/data.ts'
import { callServer } from './connect.ts'

type Asked = Omit<Parameters<Client['actions']['list']['query']>[0] & object, 'limit' | 'cursor'>

/** Rows of a list, and how much of the list they are. */
export interface Rows<Row> extends Page {
  readonly rows: readonly Row[]
}

/**
 * The first `most` actions of a list, loaded in pages, from its beginning or from the `next` of the rows
 * before. `total` is `null` where there are more than the server counts.
 */
export const listActions = async (
  client: Client,
  question: Asked,
  most: number,
  from: string | null = null,
): Promise<Rows<ActionRow>> => {
  const page = (limit: number, cursor: string | null) =>
    callServer(() =>
      client.actions.list.query({
        ...question,
        limit: Math.min(limit, MOST_LISTED),
        ...(cursor === null ? {} : { cursor }),
      }),
    )
  const first = await page(most, from)
  const rows = [...first.rows]
  let { next } = first
  while (next !== null && rows.length < most) {
    const more = await page(most - rows.length, next)
    rows.push(...more.rows)
    next = more.next
  }
  const total = first.capped ? (from === null && next === null ? rows.length : null) : first.count
  return { rows, returned: rows.length, total, next }
}

type AskedTurning = Parameters<Client['rating']['turning']['query']>[0]

/** Every change of level that a question asks for, loaded in pages. */
export const listTurning = async (client: Client, question: AskedTurning): Promise<Turning[]> => {
  const rows: Turning[] = []
  for (;;) {
    const more = await callServer(() => client.rating.turning.query({ ...question, skip: rows.length }))
    rows.push(...more)
    if (more.length < MOST_TURNING) return rows
  }
}
