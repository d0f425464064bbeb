import { workerData } from 'node:worker_threads'
import type { Ports } from '@beatbook/api'
import type { IsoDate } from '@beatbook/domain'
import { openReader } from '@beatbook/store'
import { answerFeed, type FeedQuestion } from './feed/answer.ts'
import { answerQuestion, type Question, type Reply } from './work/question.ts'
import { serveTasks } from './work/serve.ts'

/** The start data of a worker that answers queries. */
export interface WorkerStart {
  /** The URL of the record, and the folder of its files where it is in PostgreSQL. */
  readonly url: string
  readonly files?: string
}

/**
 * What a worker requests from the serving thread: a write for the writer, or a method of the register of
 * people.
 */
export type WorkerRequest =
  | { readonly type: 'write'; readonly write: Parameters<Parameters<typeof openReader>[0]['submit']>[0] }
  | { readonly type: 'people'; readonly method: keyof Ports['people']; readonly args: readonly unknown[] }

// The composition root of a worker, which answers expensive queries over its own reading connection.
const where = workerData as WorkerStart
let today: IsoDate = ''

/** Changes are followed on the serving thread only. */
const noChanges: Ports['changes'] = {
  start: () => ({ at: 0, missed: true }),
  after: async () => null,
  idOf: String,
  join: () => null,
  close() {},
}

serveTasks<Question | FeedQuestion, Reply>(({ ask }) => {
  const put = (question: WorkerRequest) => ask(question)
  const record = openReader({
    ...where,
    today: () => today,
    submit: (write) => put({ type: 'write', write }),
  })
  const people = new Proxy({} as Ports['people'], {
    get:
      (_, method: keyof Ports['people']) =>
      (...args: unknown[]) =>
        put({ type: 'people', method, args }),
  })
  return (question) => {
    today = question.context.today
    return 'feed' in question
      ? answerFeed(record, question)
      : answerQuestion({ ...record, people, changes: noChanges }, question)
  }
})
