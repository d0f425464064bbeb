import { refusalIn, refusalInBody } from '@beatbook/api/client'
import type { Refusal, RefusalCode } from '@beatbook/domain'
import { refusalSentence } from '@beatbook/domain/english'
import { type ExitName, Stop } from '../output/exit.ts'
import { serverUrl } from './address.ts'

/** Converts a refusal into a `Stop`. */
export const stopOfRefusal = (refusal: Refusal): Stop => {
  const exit = exits[refusal.code] ?? 'refused'
  return new Stop(
    exit,
    refusalSentence(refusal),
    exit === 'signedOut' ? signInHint() : (hints[refusal.code]?.() ?? null),
    refusal,
  )
}

/** Converts any failure of a call into a `Stop`. */
export const stopOf = (error: unknown): Stop => {
  if (error instanceof Stop) return error
  const refusal = refusalIn(error)
  if (refusal !== null) return stopOfRefusal(refusal)
  if (unreachable(error))
    return new Stop(
      'fault',
      `No Beatbook server answers at ${serverUrl()}.`,
      'Start it with “npx -y pnpm@12 start”, or name another with BEATBOOK_URL.',
    )
  return new Stop(
    'fault',
    'The server could not do this: something went wrong on its side.',
    'Try again; its log says more.',
  )
}

const signInHint = (): string => `Sign in with “beatbook login” (server: ${serverUrl()}).`

const hints: Partial<Record<RefusalCode, () => string>> = {
  'password-change-due': () => 'Change it with “beatbook password”.',
  'drafts-full': () =>
    `They are listed at ${serverUrl()}/import. A dry run needs a place for a draft too; “beatbook read FILE” needs none.`,
}

const exits: Partial<Record<RefusalCode, ExitName>> = {
  'ambiguous-address': 'usage',
  'bad-input': 'usage',
  'command-reused': 'stale',
  'cross-site': 'forbidden',
  'draft-not-found': 'notFound',
  'no-original': 'notFound',
  'not-allowed': 'forbidden',
  'not-found': 'notFound',
  'not-signed-in': 'signedOut',
  'password-change-due': 'forbidden',
  'password-wrong': 'forbidden',
  'programs-only': 'forbidden',
  'set-up-token-wrong': 'forbidden',
  stale: 'stale',
}

const unreachable = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof TypeError && /fetch failed|Failed to fetch/.test(at.message)) return true
  return false
}

/** Converts a failed answer outside tRPC (`{error: {code, args}}`) into a `Stop`. */
export const stopOfAnswer = (status: number, body: unknown): Stop => {
  const refusal = refusalInBody(body)
  if (refusal !== null) return stopOfRefusal(refusal)
  return status === 401
    ? new Stop('signedOut', 'You are not signed in.', signInHint())
    : new Stop('fault', `The server answered with an error (${status}).`, 'Try again; its log says more.')
}
