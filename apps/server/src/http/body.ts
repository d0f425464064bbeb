import { err, ok, type Result } from '@beatbook/domain'

/**
 * A request's body of at most `limit` bytes. A longer one is refused by its `content-length`, or by counting
 * while it streams. `stopped` aborts reading.
 */
export const readBody = async (
  request: Request,
  limit: number,
  stopped?: AbortSignal,
): Promise<Result<Uint8Array<ArrayBuffer>, 'too-large' | 'stopped'>> => {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return err('too-large')
  if (!request.body) return ok(new Uint8Array())
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    if (stopped?.aborted) return err('stopped')
    length += part.length
    if (length > limit) return err('too-large')
    parts.push(part)
  }
  return ok(new Uint8Array(Buffer.concat(parts)))
}
