import type { FileStore } from '@beatbook/contract'
import { pictureType, refuse } from '@beatbook/domain'
import { matchesTag } from '../file/send.ts'
import type { HttpContext } from '../http/caller.ts'
import { refuseWith } from '../http/errors.ts'
import type { ForceShown } from './force.ts'

export interface CrestParts {
  readonly force: () => ForceShown
  readonly files: Pick<FileStore, 'get'>
}

/**
 * `GET /crest`: the force's crest, for everybody, also on the page to sign in. Its bytes decide its type: what is no
 * PNG, JPEG or WebP picture is never sent. Refused with `no-original` where there is none or it is missing.
 */
export const sendCrest =
  ({ force, files }: CrestParts) =>
  async (c: HttpContext) => {
    const { crest } = force()
    const none = () => refuseWith(c, refuse('no-original', { because: 'missing' }))
    if (crest === null) return none()
    const etag = `"${crest.sha256}"`
    // A page puts the beginning of the SHA-256 behind a question mark, so that another crest has another address.
    const headers = { 'cache-control': 'public, max-age=86400', etag }
    if (matchesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    const bytes = await bytesOf(files, crest.sha256)
    const type = bytes && pictureType(bytes)
    if (bytes === null || type === null) return none()
    return c.body(bytes, 200, { ...headers, 'content-type': type, 'x-content-type-options': 'nosniff' })
  }

/** The bytes of the force's crest; `null` where it has none, or its file is missing. */
export const crestBytes = async ({ force, files }: CrestParts): Promise<Uint8Array<ArrayBuffer> | null> => {
  const { crest } = force()
  return crest === null ? null : bytesOf(files, crest.sha256)
}

/** All bytes of a file; `null` where it is not there. A crest is small: `MOST_CREST_BYTES`. */
const bytesOf = async (
  files: Pick<FileStore, 'get'>,
  sha256: string,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const pieces = await files.get(sha256)
  if (pieces === null) return null
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return new Uint8Array(Buffer.concat(all))
}
