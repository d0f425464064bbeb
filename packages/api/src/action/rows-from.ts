import type { ActionPage, ActionQuestion } from '@beatbook/contract'

/** Which rows of a list: how many are before them, how many at most, and the count as it was last answered, if it was. */
export interface ListPart {
  readonly skip: number
  readonly limit: number
  readonly count: number | null
}

/** A client, as far as it lists actions. */
interface Lists {
  readonly actions: {
    readonly list: { query(question: Partial<ActionQuestion>): Promise<ActionPage> }
  }
}

type Question = Partial<Omit<ActionQuestion, 'skip' | 'limit' | 'cursor' | 'from'>>

/**
 * A part of a list by its place. One of the second half of a list whose count is known is asked for from the end, in
 * the other direction, so that the last part costs as much as the first. Throws as the client does.
 */
export const rowsFrom = async (
  client: Lists,
  { sort = 'place', descending = false, ...question }: Question,
  { skip, limit, count }: ListPart,
): Promise<Pick<ActionPage, 'rows' | 'count' | 'capped'>> => {
  const ask = (from: number, most: number, turned: boolean) =>
    client.actions.list.query({
      ...question,
      sort,
      descending: descending !== turned,
      skip: from,
      limit: most,
    })
  if (count !== null && skip > count / 2 && skip < count) {
    const most = Math.min(limit, count - skip)
    const found = await ask(count - skip - most, most, true)
    // Where rows were added or withdrawn meanwhile, counting from the end means other rows.
    if (found.count === count) return { ...found, rows: found.rows.toReversed() }
  }
  return ask(skip, limit, false)
}
