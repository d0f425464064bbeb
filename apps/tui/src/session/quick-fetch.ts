import type { IncomingMessage } from 'node:http'

/**
 * `fetch` for the few small calls of a command, with text bodies: Node's own takes longer to load than the
 * rest of a command together, and so does `import 'node:http'`, which loads it too. Throws the same error
 * when no server answers.
 */
export const quickFetch: typeof globalThis.fetch = async (input, init) => {
  const url = new URL(String(input))
  const answered = init?.method === 'POST' ? sending() : () => undefined
  const { request } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http')
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const call = request(url, {
      method: init?.method ?? 'GET',
      headers: init?.headers as Record<string, string>,
      signal: init?.signal ?? undefined,
    })
    call.once('response', resolve).once('error', (cause) => reject(new TypeError('fetch failed', { cause })))
    call.end(init?.body ?? undefined)
  }).finally(answered)
  const status = answer.statusCode ?? 0
  let body = ''
  for await (const chunk of answer.setEncoding('utf8')) body += chunk
  return {
    ok: status >= 200 && status < 300,
    status,
    text: async () => body,
    json: async () => JSON.parse(body),
  } as Response
}

/**
 * Until the returned function is called, Ctrl-C ends the command with a word on what was sent, which may still
 * be recorded; unless somebody else handles it.
 */
const sending = (): (() => void) => {
  if (process.listenerCount('SIGINT') > 0) return () => undefined
  process.once('SIGINT', interrupted)
  return () => void process.off('SIGINT', interrupted)
}

const interrupted = async (): Promise<void> => {
  const { complainOf } = await import('../output/failed.ts')
  const { exitCodes, Stop } = await import('../output/exit.ts')
  complainOf(
    new Stop(
      'interrupted',
      'Stopped before the server answered. It may still record what was sent.',
      'Look before you send it again: “beatbook changes --since today”, or “beatbook plans” after an import.',
    ),
  )
  process.exit(exitCodes.interrupted)
}
