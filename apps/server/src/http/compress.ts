import type { MiddlewareHandler } from 'hono'
import { compressInPool } from '../work/gzip.ts'

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
  const small = await compressInPool(bytes)
  c.res = new Response(small ?? bytes, { status, headers })
  c.res.headers.delete('content-length')
  if (small !== null) c.res.headers.set('content-encoding', 'gzip')
}
