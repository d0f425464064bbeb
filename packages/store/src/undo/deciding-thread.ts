import { randomUUIDv7 } from 'node:crypto'
import { workerData } from 'node:worker_threads'
import { ok } from '@beatbook/domain'
import { answerFromThread } from '../accept/in-deciding-thread.ts'
import type { Part } from '../accept/parts.ts'
import { decideUndo } from './decide.ts'
import { preparedOf, type ToDecideUndo } from './prepare.ts'

// The thread that decides the undo of a large import, and hands over its parts one by one.
const { location, input, context } = workerData as ToDecideUndo

await answerFromThread(location, async (db) => {
  const decided = await decideUndo(db, input, { ...context, newId: randomUUIDv7 })
  if (!decided.ok) return decided
  const { parts } = decided.value
  return ok({ prepared: preparedOf(decided.value), partOf: (index: number) => parts[index] as Part })
})
