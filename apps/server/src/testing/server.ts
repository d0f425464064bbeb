import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@beatbook/api/client'
import type { Role } from '@beatbook/domain'
import { EventSource } from 'eventsource'
import { readSettings } from '../setting/settings.ts'
import { type StartOptions, start } from '../start.ts'

export const setUpToken = 'the-token-of-these-tests'
export const password = 'a beat book of our own'
/** The initial password of an added person. */
export const firstPassword = 'handed over on paper'

/**
 * A server on a free port with a new empty record in a temporary folder; `stop` also deletes the folder
 * unless `keep` is set. Nothing is logged unless LOG_LEVEL is given.
 */
export const aServer = async (given: Record<string, string> = {}, options: StartOptions = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'beatbook-'))
  const settings = readSettings({
    PORT: '0',
    DATABASE_URL: `sqlite:${join(folder, 'record.db')}`,
    BEATBOOK_SETUP_TOKEN: setUpToken,
    LOG_LEVEL: 'silent',
    CHECK_OUTPUTS: 'true',
    WORKERS: '1',
    ...given,
  })
  if (!settings.ok) throw new Error(settings.error)
  const running = await start(settings.value, options)
  return {
    ...running,
    folder,
    stop: async ({ keep = false } = {}) => {
      await running.stop()
      if (!keep) rmSync(folder, { recursive: true })
    },
  }
}

/** Sends JSON to an address of the server. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** Sets a server up and signs its administrator in, with a bearer token. */
export const setUp = async (url: string, given: Record<string, unknown> = {}): Promise<SignedIn> => {
  const email = 'admin@example.org'
  const answer = await post(`${url}/api/setup`, {
    token: setUpToken,
    name: 'The administrator',
    email,
    password,
    force: 'Bridewell Police',
    ...given,
  })
  if (answer.status !== 201) throw new Error(await answer.text())
  return signIn(url, email)
}

/** Signs in, by default with the password that all people of these tests have. */
const signIn = async (url: string, email: string, given = password): Promise<SignedIn> => {
  const answer = await post(`${url}/api/auth/sign-in/email`, { email, password: given })
  const token = answer.headers.get('set-auth-token')
  if (!token) throw new Error(await answer.text())
  return signedInWith(url, token)
}

/** Adds somebody with a role and signs them in; they have already replaced their initial password. */
export const aColleague = async (
  url: string,
  administrator: SignedIn,
  role: Role,
): Promise<SignedIn & { id: string }> => {
  const email = `${role}@example.org`
  const { id } = await administrator.client.people.add.mutate({
    name: `The ${role}`,
    email,
    role,
    password: firstPassword,
  })
  const colleague = await signIn(url, email, firstPassword)
  await colleague.client.people.changePassword.mutate({ currentPassword: firstPassword, password })
  return { id, ...colleague }
}

export interface SignedIn {
  readonly headers: { authorization: string }
  readonly client: Client
}

export const signedInWith = (url: string, token: string): SignedIn => {
  const headers = { authorization: `Bearer ${token}` }
  return { headers, client: createClient(url, { headers: () => headers, eventSource: EventSource }) }
}
