import { Readable } from 'node:stream'
import type { FileStore } from '@beatbook/contract'
import { refuse, type StoredFile } from '@beatbook/domain'
import type { HttpContext } from '../http/caller.ts'
import { refuseWith } from '../http/errors.ts'

/**
 * Answers with a stored file, to be saved under a name: a browser never opens it as one of our pages, whatever
 * it contains. Refused with `no-original` where the file is missing.
 */
export const sendFile = async (
  c: HttpContext,
  files: Pick<FileStore, 'get' | 'has'>,
  { sha256, bytes, name }: StoredFile & { readonly name: string },
) => {
  const etag = `"${sha256}"`
  const headers = {
    'cache-control': 'private, no-cache',
    'content-disposition': disposition(name),
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    etag,
  }
  if (!(await files.has(sha256))) return refuseWith(c, refuse('no-original', { because: 'missing' }))
  if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  const full = { ...headers, 'content-length': String(bytes) }
  if (c.req.method === 'HEAD') return c.body(null, 200, full)
  const read = await files.get(sha256)
  if (read === null) return refuseWith(c, refuse('no-original', { because: 'missing' }))
  return c.body(Readable.toWeb(Readable.from(read)) as ReadableStream, 200, full)
}

/** Whether `If-None-Match` contains a tag, weak or not, or `*`. */
export const matchesTag = (header: string | undefined, etag: string): boolean =>
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
