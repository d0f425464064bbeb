import { type Client, createClient } from '@beatbook/api/client'
import { showWait } from '../output/print.ts'
import { serverUrl } from './address.ts'
import { quickFetch } from './quick-fetch.ts'
import { tokenFor } from './tokens.ts'

/** A client of the server in `BEATBOOK_URL`, signed in with the saved token. */
export const connect = (): Client => {
  const url = serverUrl()
  return createClient(url, { headers: () => authorization(url), fetch: patientFetch })
}

/** `quickFetch` that says on a terminal, each second, that it still waits. */
const patientFetch: typeof globalThis.fetch = async (input, init) => {
  if (process.stderr.isTTY !== true) return quickFetch(input, init)
  let seconds = 0
  const timer = setInterval(() => showWait(++seconds), 1_000)
  try {
    return await quickFetch(input, init)
  } finally {
    clearInterval(timer)
    if (seconds > 0) showWait(null)
  }
}

/** Runs calls to the server, converting every failure into a `Stop` with advice. */
export const callServer = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    // Loaded only after a failure, so that a successful command starts faster.
    const { stopOf } = await import('./failure.ts')
    throw stopOf(error)
  }
}

/** The authentication headers; none when signed out. */
export const authorization = (url: string): Record<string, string> => {
  const token = tokenFor(url)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

/**
 * Sends JSON to one of the server's addresses outside tRPC. A failure becomes a `Stop`, unless `failing`
 * answers are wanted.
 */
export const post = async (
  path: string,
  body: unknown,
  { failing = false }: { failing?: boolean } = {},
): Promise<{ ok: boolean; body: unknown; headers: Headers }> => {
  const url = serverUrl()
  return callServer(async () => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(url) },
      body: JSON.stringify(body),
    })
    const read = await answer.json().catch(() => null)
    if (!answer.ok && !failing) throw (await import('./failure.ts')).stopOfAnswer(answer.status, read)
    return { ok: answer.ok, body: read, headers: answer.headers }
  })
}
