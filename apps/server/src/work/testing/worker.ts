import { setTimeout as wait } from 'node:timers/promises'
import { serveTasks } from '../serve.ts'

/** What the workers of the pool's tests can do. */
export type TestTask =
  | { readonly do: 'echo'; readonly words: string }
  | { readonly do: 'who' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'spin' }
  | { readonly do: 'fill' }
  | { readonly do: 'throw' }
  | { readonly do: 'exit' }
  | { readonly do: 'crash' }
  | { readonly do: 'steps'; readonly count: number }
  | { readonly do: 'ask'; readonly question: string }
  | { readonly do: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }

const born = Math.random()

serveTasks<TestTask, unknown>(({ report, ask }) => async (task) => {
  switch (task.do) {
    case 'echo':
      return { value: task.words }
    case 'who':
      return { value: born }
    case 'wait':
      await wait(task.ms)
      return { value: 'waited' }
    case 'spin':
      for (;;);
    case 'fill': {
      const all: unknown[] = []
      for (;;) all.push(Array.from({ length: 1_000 }, (_, index) => ({ index })))
    }
    case 'throw':
      throw new TypeError('not this one')
    case 'exit':
      return process.exit(3)
    case 'crash':
      setImmediate(() => {
        throw new Error('it crashed')
      })
      await wait(10_000)
      return { value: null }
    case 'steps':
      for (let step = 1; step <= task.count; step++) report(step)
      return { value: 'all' }
    case 'ask':
      return { value: await ask(task.question) }
    case 'bytes':
      return { value: task.bytes, transfer: [task.bytes.buffer] }
  }
})
