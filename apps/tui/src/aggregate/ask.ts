import type { Client } from '@beatbook/api/client'
import type { ReadAt } from '@beatbook/domain'
import type { Question } from './question.ts'

/** The server's answer to a question: the aggregates of its kind, one of them, or the history of that one. */
export const askAggregates = (
  client: Client,
  { plural, id, history }: Question,
  times: ReadAt,
): Promise<unknown> => {
  const ask = (client as unknown as Readonly<Record<string, Asking>>)[plural]
  if (ask === undefined) throw new Error(`there is no question “${plural}”`)
  return id === null ? ask.list.query(times) : (history ? ask.history : ask.get).query({ ...times, id })
}

type Asking = Readonly<Record<'list' | 'get' | 'history', { query(input: unknown): Promise<unknown> }>>
