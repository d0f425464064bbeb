import { password } from '@beatbook/api'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { getAdapter } from 'better-auth/db/adapter'
import { bearer, deviceAuthorization } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import { addressHeader } from '../http/caller.ts'
import { noteFailure } from './failures.ts'
import { expiredBefore, RENEWED_BY, type SessionLimits } from './sessions.ts'
import type { SessionCookie } from './signed-in.ts'
import type { PersonTables } from './tables.ts'
import { withDigests } from './tokens.ts'

/** The client id of the terminal in the device flow. */
const terminalClient = 'beatbook-terminal'

const HOUR = 3_600

export interface SignInOptions {
  readonly db: Kysely<PersonTables>
  readonly secret: string
  readonly publicUrl: string
  readonly limits: SessionLimits
  readonly newId: () => string
  readonly now: () => string
}

/**
 * Sign-in by better-auth: passwords on the web, the device flow for the terminal, the same sessions for both,
 * of which only digests are stored. There is no sign-up: an administrator adds people. The record's
 * migrations create its tables.
 */
export const openSignIn = async ({ db, secret, publicUrl, limits, newId, now }: SignInOptions) => {
  const options = {
    appName: 'Beatbook',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: password.minLength ?? undefined,
      maxPasswordLength: password.maxLength ?? undefined,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'reader' },
        removedAt: { type: 'date', required: false, input: false },
      },
    },
    session: { expiresIn: limits.idleHours * HOUR, updateAge: limits.idleHours * HOUR * RENEWED_BY },
    // Attempts are counted before they reach better-auth (routes.ts), by failures and not by requests.
    rateLimit: { enabled: false },
    plugins: [
      bearer(),
      deviceAuthorization({
        verificationUri: '/device',
        expiresIn: '15m',
        interval: '2s',
        validateClient: (id) => id === terminalClient,
      }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { onError: noteFailure },
    advanced: {
      cookiePrefix: 'beatbook',
      useSecureCookies: publicUrl.startsWith('https:'),
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
  } satisfies BetterAuthOptions
  // The type says in what shapes values are stored: instants as ISO text, yes and no as 1 and 0. They are the
  // same in PostgreSQL.
  const adapter = await getAdapter({ ...options, database: { db, type: 'sqlite', transaction: false } })
  const isExpired = ({ createdAt }: { createdAt: Date }) =>
    createdAt.toISOString() <= expiredBefore(limits, now()).begun
  return betterAuth({ ...options, database: () => withDigests(adapter, isExpired) })
}

/** The session cookie, for reading and renewing it. */
export const sessionCookie = async (signIn: SignIn): Promise<SessionCookie> => {
  const { authCookies, secret } = await signIn.$context
  const { name, attributes } = authCookies.sessionToken
  return { name, key: secret, secure: attributes.secure === true }
}

export type SignIn = Awaited<ReturnType<typeof openSignIn>>
