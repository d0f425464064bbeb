import { callerWho } from '@beatbook/api'
import type { DocumentReader, FileStore } from '@beatbook/contract'
import { refuse } from '@beatbook/domain'
import { sendFile } from '../file/send.ts'
import type { HttpContext } from '../http/caller.ts'
import { refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'

export interface OriginalParts {
  readonly documents: Pick<DocumentReader, 'original'>
  readonly files: Pick<FileStore, 'get' | 'has'>
  readonly security: SecurityLog
}

/**
 * `GET /api/documents/ID/file`: the original document, for readers, sent as by `sendFile`. Refused with
 * `no-original` where it was accepted before files were stored or the file is missing.
 */
export const sendOriginal =
  ({ documents, files, security }: OriginalParts) =>
  async (c: HttpContext) => {
    const person = c.get('person')
    const caller = callerWho(person, 'read')
    if (!caller.ok) {
      if (person !== null)
        security.writeSeldom(c, 'refused-forbidden', { person: person.id, at: 'documents.original' })
      return refuseWith(c, caller.error)
    }
    const id = c.req.param('id') ?? ''
    const document = await documents.original(id)
    if (document === null) return refuseWith(c, refuse('not-found', { what: 'document', id }))
    const { name, original } = document
    if (original === null) return refuseWith(c, refuse('no-original', { because: 'not-stored' }))
    return sendFile(c, files, { ...original, name })
  }
