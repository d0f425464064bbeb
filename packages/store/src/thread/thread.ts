import { randomUUIDv7 } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '@beatbook/domain'
import type { Location } from '../database/sqlite.ts'
import type { FromThread, ToThread } from '../writer/messages.ts'
import { writeInThread } from './in-thread.ts'

// The writer's own thread: commits block it and nobody else.
const port = parentPort
if (port === null) throw new Error('The writer thread is started by the store, never by itself')
const tell = (message: FromThread) => port.postMessage(message)
const { location, flushDelay } = workerData as { location: Location; flushDelay?: number }

try {
  const side = await writeInThread({
    location,
    flushDelay,
    newId: () => randomUUIDv7(),
    onChange: (change) => tell({ tell: 'change', change }),
  })
  port.on('message', (message: ToThread) => {
    if (message.ask === 'close') {
      side.close().then(
        () => {
          tell({ tell: 'closed' })
          port.close()
        },
        (error: unknown) => tell({ tell: 'failed', error: toFailure(error) }),
      )
      return
    }
    side.submit(message.write).then(
      (answer) => tell({ tell: 'answer', number: message.number, answer }),
      (error: unknown) => tell({ tell: 'error', number: message.number, error: toFailure(error) }),
    )
  })
  tell({ tell: 'ready', migrations: side.migrations })
} catch (error) {
  tell({ tell: 'failed', error: toFailure(error) })
}
