import { refusalInBody } from '@beatbook/api/client'
import { refusalSentence } from '@beatbook/domain/english'
import { api } from '../../api.ts'
import { queryClient, refetch } from '../../query-client.ts'
import { noteSignedInAgain } from '../../signed-in.ts'

/** Signs in, and reads everything again. Returns `null` on success, otherwise the error as a sentence. */
export const signIn = async (email: string, password: string): Promise<string | null> => {
  const failed = await openSession(email, password)
  if (failed === null) await queryClient.resetQueries()
  return failed
}

/**
 * Signs in again on a page whose session ended; the page keeps what it shows until newer answers have come. For another
 * person than `was` the page is loaded anew, as theirs. Returns `null` on success, otherwise the error as a sentence.
 */
export const signInAgain = async (
  email: string,
  password: string,
  was: { readonly id: string },
): Promise<string | null> => {
  const failed = await openSession(email, password)
  if (failed !== null) return failed
  const { person } = await api.session.me.query()
  if (person?.id !== was.id) location.reload()
  else {
    await refetch()
    noteSignedInAgain()
  }
  return null
}

const openSession = async (email: string, password: string): Promise<string | null> => {
  const response = await post('/api/auth/sign-in/email', { email, password })
  if (response === null) return 'The server cannot be reached. Try again in a moment.'
  if (!response.ok)
    return (
      (await refusalOf(response)) ??
      'The e-mail address or the password is not right. Check both and try again.'
    )
  return null
}

/** Signs out and clears all data in this browser. */
export const signOut = async (): Promise<void> => {
  await post('/api/auth/sign-out', {})
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
  await queryClient.resetQueries({ queryKey: ['session'] })
}

/** The sentence of the refusal in the answer of a REST route, `null` if there is none. */
export const refusalOf = async (response: Response): Promise<string | null> => {
  const refusal = refusalInBody(await response.json().catch(() => null))
  return refusal === null ? null : refusalSentence(refusal)
}

/** Sends JSON to the server; returns `null` if there is no answer. */
export const post = async (path: string, body: unknown): Promise<Response | null> => {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    return null
  }
}
