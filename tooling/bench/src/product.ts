import { join } from 'node:path'
import type { Database } from './database.ts'
import { type Server, type StartOptions, startServer } from './process.ts'

const setUpToken = 'the-token-of-the-benchmark'
export const administrator = { email: 'bench@example.org', password: 'a beat book of our own' }

/** The real server on a record, and its administrator's token. */
export interface Product extends Server {
  readonly token: string
}

/** Starts the server of the checkout at `root` as `pnpm start` does, sets it up the first time, signs in. */
export const startProduct = async (
  root: string,
  { url }: Pick<Database, 'url'>,
  { flush = 0 }: StartOptions = {},
): Promise<Product> => {
  const env = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: url,
    BEATBOOK_SETUP_TOKEN: setUpToken,
    LOG_LEVEL: 'error',
    // A document that is read slowly on a busy machine does not end a run of an hour.
    READ_SECONDS: '600',
  }
  const server = await startServer(join(root, 'apps/server/src/main.ts'), [], env, {
    flush,
    flags: ['--single-threaded-gc'],
  })
  await post(`${server.url}/api/setup`, { ...administrator, token: setUpToken, force: 'Bridewell Police' })
  const signedIn = await post(`${server.url}/api/auth/sign-in/email`, administrator)
  const token = signedIn.headers.get('set-auth-token')
  if (token === null) throw new Error(`Nobody could sign in: ${await signedIn.text()}`)
  return { ...server, token }
}

export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
