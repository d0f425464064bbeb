import type { MiddlewareHandler } from 'hono'
import { compressInPool } from '../work/gzip.ts'
import type { HttpEnv } from './caller.ts'

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
export const compressJson: MiddlewareHandler<HttpEnv> = async (c, next) => {
  await next()
  const { headers } = c.res
  if (headers.get('content-type')?.startsWith('application/json') !== true) return
  headers.append('vary', 'accept-encoding')
  // Only a body that is read becomes a stream: bytes that stay as they are go to the socket at once.
  if (c.get('sentAsIs') === true || headers.has('content-encoding')) return
  if (!acceptsGzip(c.req.header('accept-encoding'))) return
  const { status, body } = c.res
  if (body === null) return
  const bytes = new Uint8Array(await c.res.arrayBuffer())
  const small = await compressInPool(bytes)
  c.res = new Response(small ?? bytes, { status, headers })
  c.res.headers.delete('content-length')
  if (small !== null) c.res.headers.set('content-encoding', 'gzip')
}
