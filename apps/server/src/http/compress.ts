import { promisify } from 'node:util'
import { constants, gzip, gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

/** Answers up to this size, in bytes, are sent as they are: they fit into one packet. */
const SMALLEST = 1_024

// The lowest level makes JSON a tenth of its size; higher ones take several times the processor time for less
// than a third of that.
const options = { level: constants.Z_BEST_SPEED }
const gzipAsync = promisify(gzip)

/** Whether a caller understands gzip. */
export const acceptsGzip = (acceptEncoding: string | null | undefined): boolean =>
  (acceptEncoding ?? '').split(',').some((coding) => {
    const [name = '', ...parameters] = coding.split(';').map((part) => part.trim().toLowerCase())
    return (name === 'gzip' || name === '*') && !parameters.some((each) => /^q=0(?:\.0{0,3})?$/.test(each))
  })

/**
 * Compresses JSON of more than 1 KB for callers who understand it, on a thread of Node's pool. What a worker has
 * compressed already and the stream of events stay as they are.
 */
export const compressJson: MiddlewareHandler = async (c, next) => {
  await next()
  const { status, headers, body } = c.res
  if (body === null || headers.get('content-type')?.startsWith('application/json') !== true) return
  headers.append('vary', 'accept-encoding')
  if (headers.has('content-encoding') || !acceptsGzip(c.req.header('accept-encoding'))) return
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const isSmall = bytes.byteLength <= SMALLEST
  c.res = new Response(isSmall ? bytes : await gzipAsync(bytes, options), { status, headers })
  c.res.headers.delete('content-length')
  if (!isSmall) c.res.headers.set('content-encoding', 'gzip')
}

/** Compresses bytes on this thread; `null` where they are too few. */
export const compressed = (bytes: Uint8Array): Uint8Array<ArrayBuffer> | null =>
  bytes.byteLength <= SMALLEST ? null : new Uint8Array(gzipSync(bytes, options))
