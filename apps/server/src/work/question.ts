import { type ApiContext, answerRequest, type CallError, type Ports } from '@beatbook/api'
import { compressHere } from './gzip.ts'
import type { Answered } from './serve.ts'

/** A request to the procedures, as data: everything its answer depends on. */
export interface Question {
  readonly method: string
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array<ArrayBuffer> | null
  /** Whether the answer is sent as it is to a caller who understands gzip. */
  readonly gzip: boolean
  readonly context: Omit<ApiContext, 'ports' | 'stillSignedIn'>
}

/** The complete answer to a query. `errors` are those of its failed calls. */
export interface Reply {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array<ArrayBuffer>
  readonly errors: readonly Failed[]
}

/** The error of a failed call, as data for the log. */
export interface Failed {
  readonly path: string | undefined
  readonly code: string
  readonly message: string
  readonly stack: string
}

export const failedOf = ({ path, error }: CallError): Failed => {
  const cause = error.cause ?? error
  return { path, code: error.code, message: error.message, stack: cause.stack ?? String(cause) }
}

/** Answers a query in a worker. */
export const answerQuestion = async (
  ports: Ports,
  { method, url, headers, body, gzip, context }: Question,
): Promise<Answered<Reply>> => {
  const errors: Failed[] = []
  const request = new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    ...(body === null ? {} : { body }),
  })
  const answer = await answerRequest(
    request,
    // Only long-running calls check this, and those are not answered in a worker.
    () => ({ ...context, ports, stillSignedIn: async () => true }),
    (failed) => errors.push(failedOf(failed)),
  )
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const small = gzip ? compressHere(bytes) : null
  return {
    value: {
      status: answer.status,
      headers: [...answer.headers, ...(small === null ? [] : ([['content-encoding', 'gzip']] as const))],
      body: small ?? bytes,
      errors,
    },
    transfer: [(small ?? bytes).buffer],
  }
}
