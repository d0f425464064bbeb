import { Readable } from 'node:stream'
import { callerWho } from '@beatbook/api'
import type { DocumentReader, FileStore } from '@beatbook/contract'
import { refuse } from '@beatbook/domain'
import type { HttpContext } from '../http/caller.ts'
import { refuseWith } from '../http/errors.ts'
import type { SecurityLog } from '../http/security-log.ts'

export interface OriginalParts {
  readonly documents: Pick<DocumentReader, 'original'>
  readonly files: Pick<FileStore, 'get' | 'has'>
  readonly security: SecurityLog
}

/**
 * `GET /api/documents/ID/file`: the original document, for readers. A browser saves it under its name and
 * never opens it as one of our pages, whatever it contains. Refused with `no-original` where it was accepted
 * before files were stored or the file is missing.
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
    const etag = `"${original.sha256}"`
    const headers = {
      'cache-control': 'private, no-cache',
      'content-disposition': disposition(name),
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      etag,
    }
    if (!(await files.has(original.sha256)))
      return refuseWith(c, refuse('no-original', { because: 'missing' }))
    if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    const full = { ...headers, 'content-length': String(original.bytes) }
    if (c.req.method === 'HEAD') return c.body(null, 200, full)
    const bytes = await files.get(original.sha256)
    if (bytes === null) return refuseWith(c, refuse('no-original', { because: 'missing' }))
    return c.body(Readable.toWeb(Readable.from(bytes)) as ReadableStream, 200, full)
  }

/** Whether `If-None-Match` contains a tag, weak or not, or `*`. */
const matchesTag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((one) => [etag, '*'].includes(one.trim().replace(/^W\//, '')))

/**
 * The header that makes a browser save an answer under a name: in UTF-8 (RFC 5987), with a plain fallback.
 */
export const disposition = (name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
