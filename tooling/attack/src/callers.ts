import { ask, dataOf, password, refusalOf, send, signIn } from './client.ts'

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
export const addPerson = async (
  url: string,
  administrator: string,
  role: string,
  email: string,
  withPassword = handedOut,
): Promise<string> =>
  dataOf(
    await send(
      url,
      'people.add',
      { name: `The ${email.split('@')[0]}`, email, role, password: withPassword },
      { token: administrator },
    ),
  ).id

/** Signs in somebody who has only the password handed out, and changes nothing. */
export const firstSignIn = (url: string, email: string): Promise<string> => signIn(url, email, handedOut)

/**
 * Adds somebody with a role, signs them in, and lets them take a password of their own where the server asks
 * for it.
 */
export const aColleague = async (
  url: string,
  administrator: string,
  role: string,
  email = `${role}@example.org`,
): Promise<Caller> => {
  const id = await addPerson(url, administrator, role, email)
  const token = await firstSignIn(url, email)
  await takeOwnPassword(url, token)
  return { name: role, email, token, id }
}

/** Takes a password of one's own where the server asks for it before anything else. */
const takeOwnPassword = async (url: string, token: string): Promise<void> => {
  if (refusalOf(await ask(url, 'plans.list', {}, { token })) !== 'password-change-due') return
  const changed = await send(
    url,
    'people.changePassword',
    { currentPassword: handedOut, password },
    { token },
  )
  if (changed.status !== 200)
    throw new Error(`the password could not be changed: ${changed.status} ${changed.text}`)
}
