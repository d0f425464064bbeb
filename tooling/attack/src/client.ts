import { randomUUIDv7 } from 'node:crypto'
import { setUpToken } from './server.ts'

/** An answer of the server: its status, its JSON where it is JSON, and how long it took in milliseconds. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: what an attacker gets back has any shape
  readonly body: any
  readonly took: number
}

export interface Call {
  readonly method?: string
  readonly body?: unknown
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Timeout of the call in milliseconds; it then throws. */
  readonly patience?: number
}

/** Calls a URL: sends an object as JSON, text and bytes unchanged. Throws if there is no complete answer. */
export const call = async (
  url: string,
  { method, body, token, headers = {}, patience = 60_000 }: Call = {},
): Promise<Answer> => {
  const began = performance.now()
  const raw = typeof body === 'string' || body instanceof Uint8Array
  const answer = await fetch(url, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(raw || body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: raw ? (body as RequestInit['body']) : body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
    redirect: 'manual',
  })
  const text = await answer.text()
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    body: json(text),
    took: performance.now() - began,
  }
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Sends a query to the API. */
export const ask = (url: string, procedure: string, input?: unknown, given: Call = {}): Promise<Answer> =>
  call(
    `${url}/trpc/${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`,
    given,
  )

/** Sends a command or another mutation to the API. */
export const send = (url: string, procedure: string, input: unknown, given: Call = {}): Promise<Answer> =>
  call(`${url}/trpc/${procedure}`, { body: input ?? {}, ...given, method: 'POST' })

/** The refusal code in an answer, in either of the two formats; `null` where there is none. */
export const refusalOf = ({ body }: Answer): string | null =>
  body?.error?.data?.refusal?.code ?? (typeof body?.error?.code === 'string' ? body.error.code : null)

/** The data of an answer; throws if it is an error. */
export const dataOf = (answer: Answer) => {
  if (answer.status !== 200 || answer.body?.result === undefined)
    throw new Error(`${answer.status} ${answer.text.slice(0, 500)}`)
  return answer.body.result.data
}

export const password = 'a beat book of our own'
export const administratorEmail = 'admin@example.org'

/** Sets up an empty server and returns the administrator's session token. */
export const setUp = async (url: string): Promise<string> => {
  const answer = await call(`${url}/api/setup`, {
    body: {
      token: setUpToken,
      name: 'The administrator',
      email: administratorEmail,
      password,
      force: 'Bridewell Police',
    },
  })
  if (answer.status !== 201) throw new Error(`set-up was refused: ${answer.status} ${answer.text}`)
  return signIn(url, administratorEmail)
}

/** Signs a person in and returns the session token. */
export const signIn = async (url: string, email: string, withPassword = password): Promise<string> => {
  const answer = await call(`${url}/api/auth/sign-in/email`, { body: { email, password: withPassword } })
  const token = answer.headers.get('set-auth-token')
  if (!token) throw new Error(`${email} could not sign in: ${answer.status} ${answer.text}`)
  return token.split('.')[0] ?? token
}

/** An update of an action, with new ids. */
export const anUpdate = (actionId: string, text: string) => ({
  commandId: randomUUIDv7(),
  actionId,
  updateId: randomUUIDv7(),
  text,
})
export type Update = ReturnType<typeof anUpdate>
