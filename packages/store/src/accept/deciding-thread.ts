import { randomUUIDv7 } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { ok } from '@beatbook/domain'
import { decideAccept } from './decide.ts'
import { answerFromThread } from './in-deciding-thread.ts'
import type { Part } from './parts.ts'
import { type PartAsked, preparedOf, type ToDecide } from './prepare.ts'

// The thread that decides the accept of a large document, and hands over its parts one by one.
const { location, input, context } = workerData as ToDecide

await answerFromThread(location, async (db) => {
  const decided = await decideAccept(db, input, { ...context, newId: randomUUIDv7 })
  if (!decided.ok) return decided
  const { parts } = decided.value
  const partOf = ({ kind, index }: PartAsked) => parts[kind][index] as Part
  return ok({ prepared: preparedOf(decided.value), partOf })
})
