import { parentPort } from 'node:worker_threads'
import { type Refusal, type Result, toFailure } from '@beatbook/domain'
import { Kysely } from 'kysely'
import { dialectOf } from '../database/dialect.ts'
import type { Location } from '../database/location.ts'
import type { Schema } from '../schema.ts'
import type { FromDeciding } from './ask-thread.ts'
import type { Part } from './parts.ts'

/** What a thread hands over of a decision: at once, and part by part. */
interface Handed<P, Q> {
  readonly prepared: P
  partOf(question: Q): Part
}

/** Decides in this thread, which `decideInThread` started, and hands over the parts one by one. */
export const answerFromThread = async <P, Q>(
  location: Location,
  decide: (db: Kysely<Schema>) => Promise<Result<Handed<P, Q>, Refusal>>,
): Promise<void> => {
  const port = parentPort
  if (port === null) throw new Error('The thread that decides is started by the writer, never by itself')
  const post = (message: FromDeciding<P>) => port.postMessage(message)
  try {
    const db = new Kysely<Schema>({ dialect: dialectOf(location, 'reader') })
    const decided = await decide(db)
    await db.destroy()
    if (decided.ok) {
      const { prepared, partOf } = decided.value
      port.on('message', (question: Q) => post({ type: 'part', part: partOf(question) }))
      post({ type: 'decided', prepared })
    } else post({ type: 'refused', refusal: decided.error })
  } catch (error) {
    post({ type: 'failed', error: toFailure(error) })
  }
}
