import { workerData } from 'node:worker_threads'
import type { Ports } from '@beatbook/api'
import type { IsoDate } from '@beatbook/domain'
import { openReader } from '@beatbook/store'
import { answerQuestion, type Question, type Reply } from './work/question.ts'
import { serveTasks } from './work/serve.ts'

/** What a worker that answers questions is started with. */
export interface WorkerStart {
  /** The address of the record. */
  readonly url: string
}

/**
 * What a question asks of the serving thread: a write for the one writer, or something of the register of
 * people.
 */
export type FromQuestion =
  | { readonly ask: 'write'; readonly write: Parameters<Parameters<typeof openReader>[0]['submit']>[0] }
  | { readonly ask: 'people'; readonly method: keyof Ports['people']; readonly args: readonly unknown[] }

// The composition root of a worker: it answers heavy questions over a reading connection of its own.
const { url } = workerData as WorkerStart
let today: IsoDate = ''

/** Changes are followed on the serving thread alone. */
const elsewhere: Ports['changes'] = {
  start: () => ({ at: 0, missed: true }),
  after: async () => null,
  idOf: String,
  join: () => null,
  close() {},
}

serveTasks<Question, Reply>(({ ask }) => {
  const put = (question: FromQuestion) => ask(question)
  const record = openReader({ url, today: () => today, submit: (write) => put({ ask: 'write', write }) })
  const people = new Proxy({} as Ports['people'], {
    get:
      (_, method: keyof Ports['people']) =>
      (...args: unknown[]) =>
        put({ ask: 'people', method, args }),
  })
  return (question) => {
    today = question.context.today
    return answerQuestion({ ...record, people, changes: elsewhere }, question)
  }
})
