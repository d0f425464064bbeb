import { randomUUIDv7 } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '@beatbook/domain'
import { Kysely } from 'kysely'
import { dialectOf } from '../database/dialect.ts'
import type { Schema } from '../schema.ts'
import { decideAccept } from './decide.ts'
import type { Part } from './parts.ts'
import { type FromDeciding, preparedOf, type ToDecide } from './prepare.ts'

// The thread that decides the accept of a large document, and hands over its parts one by one.
const port = parentPort
if (port === null) throw new Error('The thread that decides is started by the writer, never by itself')
const post = (message: FromDeciding) => port.postMessage(message)
const { location, input, context } = workerData as ToDecide
const db = new Kysely<Schema>({ dialect: dialectOf(location, 'reader') })

try {
  const decided = await decideAccept(db, input, { ...context, newId: randomUUIDv7 })
  await db.destroy()
  if (decided.ok) {
    const { parts } = decided.value
    port.on('message', ({ kind, index }: { kind: 'staged' | 'later'; index: number }) =>
      post({ type: 'part', part: parts[kind][index] as Part }),
    )
    post({ type: 'decided', prepared: preparedOf(decided.value) })
  } else post({ type: 'refused', refusal: decided.error })
} catch (error) {
  post({ type: 'failed', error: toFailure(error) })
}
