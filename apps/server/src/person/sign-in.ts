import { password } from '@beatbook/api'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { bearer, deviceAuthorization } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import { addressHeader } from '../http/caller.ts'
import { noteFailure } from './failures.ts'
import type { PersonTables } from './tables.ts'

/** The name the terminal gives itself when it asks to be signed in. */
const terminalClient = 'beatbook-terminal'

const DAY = 86_400

export interface SignInOptions {
  readonly db: Kysely<PersonTables>
  readonly secret: string
  readonly publicUrl: string
  readonly newId: () => string
  readonly now: () => string
}

/**
 * Sign-in by better-auth: passwords on the web, the device flow for the terminal, the same sessions for both. Nobody signs up: an
 * administrator adds people. Its tables are made by the record's migrations.
 */
export const openSignIn = async ({ db, secret, publicUrl, newId, now }: SignInOptions) => {
  const options = {
    appName: 'Beatbook',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'sqlite', transaction: false },
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
    session: { expiresIn: 7 * DAY, updateAge: DAY },
    // Tries are counted before they come here (routes.ts), by failures and not by requests.
    rateLimit: { enabled: false },
    plugins: [bearer(), deviceAuthorization({ verificationUri: '/device', expiresIn: '15m', interval: '2s', validateClient: (id) => id === terminalClient })],
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
  await forgetExpired(db, now())
  return betterAuth(options)
}

/** Deletes the sessions and the codes of terminals whose time is over. */
export const forgetExpired = async (db: Kysely<PersonTables>, now: string) => {
  await db.deleteFrom('session').where('expiresAt', '<', now).execute()
  await db.deleteFrom('deviceCode').where('expiresAt', '<', now).execute()
}

export type SignIn = Awaited<ReturnType<typeof openSignIn>>
