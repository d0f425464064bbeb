/**
 * Somebody who can sign in, or could: better-auth's table, of which these columns are ours too. Instants are
 * ISO text; somebody removed has no contact data left.
 */
export interface UserTable {
  id: string
  name: string
  email: string
  emailVerified: number
  createdAt: string
  updatedAt: string
  role: string
  removedAt: string | null
  mustChangePassword: number
}

/** How somebody signs in: better-auth's table, with one row a person and the hash of their password. */
export interface AccountTable {
  id: string
  accountId: string
  providerId: string
  userId: string
  password: string | null
  createdAt: string
  updatedAt: string
}

/**
 * An open session: better-auth's table. `token` is the SHA-256 (hex) of what the browser or terminal holds.
 */
export interface SessionTable {
  id: string
  token: string
  userId: string
  createdAt: string
  updatedAt: string
  expiresAt: string
}
