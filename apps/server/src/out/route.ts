import { type ApiContext, badInput, callerWho, type Ports } from '@beatbook/api'
import { outQuestion } from '@beatbook/contract'
import { isListFormat } from '@beatbook/documents'
import type { Instant, Refusal, Result } from '@beatbook/domain'
import { disposition } from '../file/send.ts'
import type { HttpContext } from '../http/caller.ts'
import { failBody, refuseWith } from '../http/errors.ts'
import { readJson } from '../http/json.ts'
import type { SecurityLog } from '../http/security-log.ts'
import { answered, type Pool } from '../work/pool.ts'
import { type OutFile, type OutTask, writeOut } from './task.ts'

export interface OutParts {
  readonly ports: Ports
  /** Workers over the record; `null` where it is only in this process. */
  readonly outs: Pool<OutTask, Result<OutFile, Refusal>> | null
  readonly contextOf: (c: HttpContext) => ApiContext
  /** The picture of the force's crest, for papers. */
  readonly crest: () => Promise<Uint8Array | null>
  /** The newest instant of the record; `null` where nothing is recorded. */
  readonly newest: () => Instant | null
  readonly security: SecurityLog
}

const MOST_BYTES = 64 * 1024

/** What a file costs in the queue of expensive questions: that of one of the largest. */
const COST = 1_000

/**
 * `POST /api/exports` with an `OutQuestion` as JSON: answers with the file. It is written in a worker; closing the
 * connection stops it. `X-Beatbook-Actions` and `X-Beatbook-Plans` say how many are in it.
 */
export const takeOut = (parts: OutParts) => async (c: HttpContext) => {
  const person = c.get('person')
  const caller = callerWho(person, 'read')
  if (!caller.ok) {
    if (person !== null)
      parts.security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'exports' })
    return refuseWith(c, caller.error)
  }
  const body = await readJson(c.req.raw, MOST_BYTES)
  if (!body.ok) return failBody(c, body.error)
  const asked = outQuestion.safeParse(body.value)
  if (!asked.success) return refuseWith(c, badInput(asked.error))
  const { ports: _, stillSignedIn: __, ...context } = parts.contextOf(c)
  const crest = isListFormat(asked.data.format) ? null : await parts.crest()
  const task: OutTask = { out: asked.data, newest: parts.newest() ?? context.now, crest, context }
  const written =
    parts.outs === null
      ? (await writeOut(parts.ports, task)).value
      : await answered(parts.outs, {
          ...{ person: caller.value.id, cost: COST, task, transfer: [], signal: c.req.raw.signal },
        })
  if (!written.ok) return refuseWith(c, written.error)
  const { name, type, bytes, actions, plans } = written.value
  return c.body(bytes, 200, {
    'cache-control': 'no-store',
    'content-disposition': disposition(name),
    'content-length': String(bytes.byteLength),
    'content-type': type,
    'x-beatbook-actions': String(actions),
    'x-beatbook-plans': String(plans),
    'x-content-type-options': 'nosniff',
  })
}
