import { Writable } from 'node:stream'
import { type MessagePort, workerData } from 'node:worker_threads'
import { run } from '../program.ts'
import type { Asked, Ended } from './in-process.ts'

const { port, flag } = workerData as { readonly port: MessagePort; readonly flag: Int32Array }
const own = { ...process.env }

/** An output that is no terminal and keeps what is written to it. */
const kept = (name: 'stdout' | 'stderr'): (() => string) => {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  Object.defineProperty(process, name, { value: stream, configurable: true })
  return () => Buffer.concat(chunks).toString('utf8')
}

const ended = async ({ args, env }: Asked): Promise<Ended> => {
  process.env = { ...own, ...env }
  const [out, err] = [kept('stdout'), kept('stderr')]
  const code = await run(args)
  return { code, out: out(), err: err() }
}

port.on('message', async (asked: Asked) => {
  const answer = await ended(asked).catch(
    (error: unknown): Ended => ({
      code: null,
      out: '',
      err: error instanceof Error ? (error.stack ?? '') : '',
    }),
  )
  port.postMessage(answer)
  Atomics.store(flag, 0, 1)
  Atomics.notify(flag, 0)
})
