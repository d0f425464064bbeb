import { ask, dataOf, password, refusalOf, send, signIn } from './client.ts'

/** A caller; `token` is null for one that is not signed in. */
export interface Caller {
  readonly name: string
  readonly email: string | null
  readonly token: string | null
  readonly id: string | null
}

/** The initial password that an administrator sets; its owner then changes it to `password`. */
const handedOut = 'handed out over the desk'

/** Adds a person who has not signed in yet; returns their id. */
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

/** Signs in a person with the initial password, without changing it. */
export const firstSignIn = (url: string, email: string): Promise<string> => signIn(url, email, handedOut)

/** Adds a person with a role, signs them in, and changes their password if the server requires it. */
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

/** Changes the caller's own password if the server requires it before anything else. */
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
