import { randomUUIDv7 } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '@beatbook/domain'
import type { Location } from '../database/location.ts'
import type { FromThread, ToThread } from '../writer/messages.ts'
import { writeInThread } from './in-thread.ts'

// The writer's thread: commits block only this thread.
const port = parentPort
if (port === null) throw new Error('The writer thread is started by the store, never by itself')
const post = (message: FromThread) => port.postMessage(message)
const { location, flushDelay } = workerData as { location: Location; flushDelay?: number }

try {
  const side = await writeInThread({
    location,
    flushDelay,
    newId: () => randomUUIDv7(),
    onChange: (change) => post({ type: 'change', change }),
  })
  port.on('message', (message: ToThread) => {
    if (message.type === 'close') {
      side.close().then(
        () => {
          post({ type: 'closed' })
          port.close()
        },
        (error: unknown) => post({ type: 'failed', error: toFailure(error) }),
      )
      return
    }
    side.submit(message.write).then(
      (answer) => post({ type: 'answer', number: message.number, answer }),
      (error: unknown) => post({ type: 'error', number: message.number, error: toFailure(error) }),
    )
  })
  post({ type: 'ready', migrations: side.migrations })
} catch (error) {
  post({ type: 'failed', error: toFailure(error) })
}
