import { badInput, callerWho } from '@beatbook/api'
import type { AttachmentKeeper, FileStore } from '@beatbook/contract'
import { givenLine, type Instant, isAttachable, MOST_FILE_BYTES, refuse } from '@beatbook/domain'
import * as z from 'zod'
import type { DocumentJobs, OpenJob } from '../draft/jobs.ts'
import { readBody } from '../http/body.ts'
import type { HttpContext } from '../http/caller.ts'
import { failWith, refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'

export interface UploadFileParts {
  readonly attachments: Pick<AttachmentKeeper, 'mayUpload' | 'keep'>
  readonly files: Pick<FileStore, 'put'>
  readonly jobs: DocumentJobs
  readonly security: SecurityLog
  readonly now: () => Instant
  readonly newId: () => string
}

const fileName = z.object({ name: givenLine(255).min(1) })

/**
 * `POST /api/files?name=FILE` with the bytes as the body: stores a file that a command can attach within a day,
 * answering 201 with `{ id, name, bytes, sha256 }`; `id` is the `uploadId` of the command. Refused with
 * `file-kind-refused` by the ending of the name, `file-refused` by the check of files, `uploads-full`; as a
 * document with `too-large` and `empty-file`.
 */
export const uploadFile = (parts: UploadFileParts) => async (c: HttpContext) => {
  const person = c.get('person')
  const caller = callerWho(person, 'edit')
  if (!caller.ok) {
    if (person !== null)
      parts.security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'attachments.upload' })
    return refuseWith(c, caller.error)
  }
  const named = fileName.safeParse({ name: c.req.query('name') ?? '' })
  if (!named.success) return refuseWith(c, badInput(named.error))
  const { name } = named.data
  if (!isAttachable(name)) return refuseWith(c, refuse('file-kind-refused', { name }))
  const author = caller.value.id
  const room = await parts.attachments.mayUpload(author, parts.now())
  if (!room.ok) return refuseWith(c, room.error)
  // Counted with the documents that arrive, so that all of them together stay within the memory for uploads.
  const bytes = Math.min(MOST_FILE_BYTES, Number(c.req.header('content-length') ?? MOST_FILE_BYTES))
  const job = parts.jobs.open({ id: parts.newId(), person: author, name, bytes })
  if (!job.ok) return refuseWith(c, job.error)
  try {
    return await keepFile(parts, c, job.value, { name, author })
  } finally {
    job.value.close()
  }
}

const keepFile = async (
  parts: UploadFileParts,
  c: HttpContext,
  job: OpenJob,
  { name, author }: { readonly name: string; readonly author: string },
) => {
  const body = await readBody(c.req.raw, MOST_FILE_BYTES, job.stopped)
  if (!body.ok)
    return body.error === 'stopped'
      ? refuseWith(c, refuse('stopped'))
      : failWith(c, { code: body.error, args: { name, limit: MOST_FILE_BYTES } })
  if (body.value.length === 0) return failWith(c, { code: 'empty-file', args: { name } })
  const file = await parts.files.put(body.value)
  if (!file.ok) return refuseWith(c, file.error)
  const id = parts.newId()
  const kept = await parts.attachments.keep({
    id,
    person: author,
    file: { ...file.value, name },
    now: parts.now(),
  })
  return kept.ok ? c.json({ id, name, ...file.value }, 201) : refuseWith(c, kept.error)
}
