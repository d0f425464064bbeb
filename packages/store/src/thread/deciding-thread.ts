import { randomUUIDv7 } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { ok } from '@beatbook/domain'
import { answerFromThread } from '../accept/in-deciding-thread.ts'
import type { Part } from '../accept/parts.ts'
import { decideInParts, preparedOf, type ToDecide } from './in-parts.ts'

// The thread that decides a command on many streams, and hands over its parts one by one.
const { location, command, context } = workerData as ToDecide

await answerFromThread(location, async (db) => {
  const decided = await decideInParts(db, command, { ...context, newId: randomUUIDv7 })
  if (!decided.ok) return decided
  const { parts } = decided.value
  return ok({ prepared: preparedOf(decided.value), partOf: (index: number) => parts[index] as Part })
})
