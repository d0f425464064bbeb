import type { Logger } from 'pino'
import type { HttpContext } from '../http/caller.ts'
import { failWith, refuseWith } from '../http/errors.ts'
import type { NotRead } from './reader.ts'

/** Answers why a document was not read. A fault of the reader is our bug, and is logged. */
export const answerNotRead = (c: HttpContext, log: Logger, why: NotRead) => {
  if (why.because !== 'document') return refuseWith(c, why.refusal)
  const { code, args } = why.failure
  if (code === 'reader-fault')
    log.error({ error: args.error, at: args.at, request: c.get('request') }, 'a fault of the reader')
  return failWith(c, why.failure)
}
