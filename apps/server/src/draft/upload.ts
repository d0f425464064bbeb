import { badInput, callerWho } from '@beatbook/api'
import type { DraftKeeper, FileStore } from '@beatbook/contract'
import { limits } from '@beatbook/documents'
import { draftLimits, givenLine, type Instant, type IsoDate, refuse } from '@beatbook/domain'
import type { Logger } from 'pino'
import * as z from 'zod'
import { readBody } from '../http/body.ts'
import type { HttpContext } from '../http/caller.ts'
import { failWith, refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'
import type { DocumentJobs, OpenJob } from './jobs.ts'
import { answerNotRead } from './not-read.ts'
import type { ReadTask } from './reader.ts'

export interface UploadParts {
  readonly drafts: Pick<DraftKeeper, 'put' | 'list'>
  readonly files: Pick<FileStore, 'put'>
  readonly jobs: DocumentJobs
  readonly security: SecurityLog
  readonly now: () => Instant
  readonly today: (now: Instant) => IsoDate
  readonly newId: () => string
  readonly log: Logger
}

const fileName = z.object({ name: givenLine(255).min(1) })

/**
 * `POST /api/drafts?name=FILE&quarters=financial|calendar&job=UUID` with the document's bytes (or pasted
 * text) as the body: stores the file, reads it and saves the draft, answering 201 with its id. `job` is the
 * id of the job in `GET /api/jobs`; closing the connection stops it.
 */
export const uploadDraft = (parts: UploadParts) => async (c: HttpContext) => {
  const person = c.get('person')
  const caller = callerWho(person, 'edit')
  if (!caller.ok) {
    if (person !== null)
      parts.security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'drafts.upload' })
    return refuseWith(c, caller.error)
  }
  const named = fileName.safeParse({ name: c.req.query('name') ?? '' })
  if (!named.success) return refuseWith(c, badInput(named.error))
  const { name } = named.data

  const quarters = z.enum(['financial', 'calendar']).optional().safeParse(c.req.query('quarters'))
  if (!quarters.success)
    return refuseWith(c, refuse('bad-input', { path: 'quarters', rule: 'invalid_value' }))

  const id = z.uuid().optional().safeParse(c.req.query('job'))
  if (!id.success) return refuseWith(c, refuse('bad-input', { path: 'job', rule: 'invalid_format' }))

  // Checked again when the draft is saved: by then there may be more.
  const drafts = await parts.drafts.list(caller.value.id, parts.now())
  if (drafts.length >= draftLimits.count)
    return refuseWith(c, refuse('drafts-full', { limit: draftLimits.count }))

  // A body without a `content-length` is counted with the maximum size.
  const bytes = Math.min(limits.fileBytes, Number(c.req.header('content-length') ?? limits.fileBytes))
  const job = parts.jobs.open({ id: id.data ?? parts.newId(), person: caller.value.id, name, bytes })
  if (!job.ok) return refuseWith(c, job.error)
  try {
    return await readAndSave(parts, c, job.value, { name, quarters: quarters.data, author: caller.value.id })
  } finally {
    job.value.close()
  }
}

const readAndSave = async (
  parts: UploadParts,
  c: HttpContext,
  job: OpenJob,
  { name, quarters, author }: { name: string; quarters: ReadTask['quarters']; author: string },
) => {
  const body = await readBody(c.req.raw, limits.fileBytes, job.stopped)
  if (!body.ok)
    return body.error === 'stopped'
      ? refuseWith(c, refuse('stopped'))
      : failWith(c, { code: body.error, args: { name, limit: limits.fileBytes } })
  // Before it is read: a document that the file check refuses is not opened.
  const file = await parts.files.put(body.value)
  if (!file.ok) return refuseWith(c, file.error)
  const now = parts.now()
  const draft = await job.read(
    { name, bytes: body.value, quarters, today: parts.today(now) },
    c.req.raw.signal,
  )
  if (!draft.ok) return answerNotRead(c, parts.log, draft.error)
  const id = parts.newId()
  const put = await parts.drafts.put({ id, author, now, draft: draft.value, file: file.value })
  return put.ok ? c.json({ id }, 201) : refuseWith(c, put.error)
}

/** `GET /api/jobs`: the caller's documents that are being uploaded, as `{ jobs }`. */
export const listJobs = (jobs: DocumentJobs) => (c: HttpContext) => {
  const person = c.get('person')
  return person ? c.json({ jobs: jobs.of(person.id) }) : refuseWith(c, refuse('not-signed-in'))
}

/** `DELETE /api/jobs/ID`: stops one of them, answering 204. */
export const stopJob = (jobs: DocumentJobs) => (c: HttpContext) => {
  const person = c.get('person')
  if (!person) return refuseWith(c, refuse('not-signed-in'))
  const id = c.req.param('id') ?? ''
  return jobs.stop(person.id, id)
    ? c.body(null, 204)
    : refuseWith(c, refuse('not-found', { what: 'job', id }))
}
