import { type ApiContext, askAs, badInput, callerWho, type Ports } from '@beatbook/api'
import type { ReturnedWorkbook } from '@beatbook/contract'
import { limits, outTypes } from '@beatbook/documents'
import { givenLine, type Instant, type Refusal, type Result, refuse } from '@beatbook/domain'
import type { Logger } from 'pino'
import * as z from 'zod'
import type { DocumentJobs } from '../draft/jobs.ts'
import { answerNotRead } from '../draft/not-read.ts'
import { disposition } from '../file/send.ts'
import { readBody } from '../http/body.ts'
import type { HttpContext } from '../http/caller.ts'
import { failWith, refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'
import { settingsOfForce } from '../out/ask.ts'
import { answered, type Pool } from '../work/pool.ts'
import { marksOf } from './marks.ts'
import { compareReturned, type ReturnedTask } from './task.ts'

export interface ReturnedParts {
  readonly ports: Ports
  readonly jobs: DocumentJobs
  /** Workers over the record; `null` where it is only in this process. */
  readonly returns: Pool<ReturnedTask, Result<ReturnedWorkbook, Refusal>> | null
  readonly contextOf: (c: HttpContext) => ApiContext
  readonly newest: () => Instant | null
  readonly newId: () => string
  readonly security: SecurityLog
  readonly log: Logger
}

const asked = z.object({
  name: givenLine(255).min(1),
  plan: givenLine(200).min(1).optional(),
  job: z.uuid().optional(),
  marked: z.literal('yes').optional(),
})

/** What comparing costs in the queue of expensive questions: that of one of the largest plans. */
const COST = 1_000

/**
 * `POST /api/returned?name=FILE&plan=CODE&job=UUID` with the bytes of a workbook that came back as the body: reads it and
 * answers with what it says, as a `ReturnedWorkbook`. Nothing is saved. `plan` is needed where the workbook no longer
 * says of which plan it is. With `marked=yes` the answer is the workbook with what is wrong in it marked (`marksOf`), an
 * .xlsx file. `job` is the id of the job in `GET /api/jobs`; closing the connection stops it.
 */
export const readBack = (parts: ReturnedParts) => async (c: HttpContext) => {
  const person = c.get('person')
  const caller = callerWho(person, 'edit')
  if (!caller.ok) {
    if (person !== null)
      parts.security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'returned' })
    return refuseWith(c, caller.error)
  }
  const query = asked.safeParse(c.req.query())
  if (!query.success) return refuseWith(c, badInput(query.error))
  const { name, plan = null, job: id = parts.newId(), marked } = query.data
  const bytes = Math.min(limits.fileBytes, Number(c.req.header('content-length') ?? limits.fileBytes))
  const job = parts.jobs.open({ id, person: caller.value.id, name, bytes })
  if (!job.ok) return refuseWith(c, job.error)
  try {
    const body = await readBody(c.req.raw, limits.fileBytes, job.value.stopped)
    if (!body.ok)
      return body.error === 'stopped'
        ? refuseWith(c, refuse('stopped'))
        : failWith(c, { code: body.error, args: { name, limit: limits.fileBytes } })
    const all = parts.contextOf(c)
    const { ports, stillSignedIn: _, ...context } = all
    const { columns: own } = await settingsOfForce(askAs(all))
    const columns = own.map(({ code, title }) => ({ key: `column:${code}`, title }))
    const kept = marked === undefined ? null : body.value.slice()
    const book = await job.value.bring({ name, bytes: body.value, columns }, c.req.raw.signal)
    if (!book.ok) return answerNotRead(c, parts.log, book.error)
    const task: ReturnedTask = { returned: book.value, plan, newest: parts.newest() ?? context.now, context }
    const compared =
      parts.returns === null
        ? (await compareReturned(ports, task)).value
        : await answered(parts.returns, {
            ...{ person: caller.value.id, cost: COST, task, transfer: [], signal: c.req.raw.signal },
          })
    if (!compared.ok) return refuseWith(c, compared.error)
    if (kept === null) return c.json(compared.value)
    const marks = marksOf(compared.value, book.value)
    const done = await job.value.mark({ name, bytes: kept, marks }, c.req.raw.signal)
    if (!done.ok) return answerNotRead(c, parts.log, done.error)
    return c.body(done.value, 200, {
      'content-disposition': disposition(name.replace(/(\.xlsx)?$/i, ' marked.xlsx')),
      'content-type': outTypes.xlsx,
      'x-content-type-options': 'nosniff',
    })
  } finally {
    job.value.close()
  }
}
