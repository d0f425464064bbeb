import { call, dataOf, password, send, signIn } from './client.ts'

/** Somebody who calls: `token` is null for somebody signed out. */
export interface Caller {
  readonly name: string
  readonly email: string | null
  readonly token: string | null
  readonly id: string | null
}

/** The first password an administrator hands out; its owner then takes `password`. */
const handedOut = 'handed out over the desk'

/** Adds somebody who has not signed in yet; their id. */
export const addPerson = async (url: string, administrator: string, role: string, email: string, withPassword = handedOut): Promise<string> =>
  dataOf(await send(url, 'people.add', { name: `The ${email.split('@')[0]}`, email, role, password: withPassword }, { token: administrator })).id

/** Signs in somebody who has only the password handed out, and changes nothing. */
export const firstSignIn = (url: string, email: string): Promise<string> => signIn(url, email, handedOut)

/** Adds somebody with a role, signs them in, and lets them take a password of their own where the server asks for it. */
export const aColleague = async (url: string, administrator: string, role: string, email = `${role}@example.org`): Promise<Caller> => {
  const id = await addPerson(url, administrator, role, email)
  const first = await firstSignIn(url, email)
  const token = await withOwnPassword(url, email, first)
  return { name: role, email, token, id }
}

/** Takes a password of one's own; the session that holds afterwards. */
const withOwnPassword = async (url: string, email: string, token: string): Promise<string> => {
  const changed = await call(`${url}/api/auth/change-password`, {
    body: { currentPassword: handedOut, newPassword: password, revokeOtherSessions: true },
    token,
    headers: { origin: url },
  })
  if (changed.status !== 200) throw new Error(`${email} could not change the password: ${changed.status} ${changed.text}`)
  return changed.headers.get('set-auth-token')?.split('.')[0] ?? signIn(url, email)
}
