import { workerData } from 'node:worker_threads'
import type { Ports } from '@beatbook/api'
import type { ReturnedWorkbook } from '@beatbook/contract'
import type { IsoDate, Refusal, Result } from '@beatbook/domain'
import { openReader } from '@beatbook/store'
import { answerFeed, type FeedQuestion } from './feed/answer.ts'
import { type OutFile, type OutTask, writeOut } from './out/task.ts'
import { compareReturned, type ReturnedTask } from './returned/task.ts'
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

// The composition root of a worker, which answers expensive queries, writes files and compares workbooks over its own reading connection.
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

serveTasks<
  Question | FeedQuestion | OutTask | ReturnedTask,
  Reply | Result<OutFile | ReturnedWorkbook, Refusal>
>(({ ask, report }) => {
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
  const ports: Ports = { ...record, people, changes: noChanges }
  return async (task) => {
    today = task.context.today
    if ('feed' in task) return answerFeed(record, task)
    if ('out' in task) return writeOut(ports, task, report)
    return 'returned' in task ? compareReturned(ports, task) : answerQuestion(ports, task)
  }
})
