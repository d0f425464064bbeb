/**
 * Somebody who can or could sign in: better-auth's table, of which we use these columns too. Instants are ISO
 * text; a removed person has no contact data.
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

/**
 * How somebody signs in: better-auth's table, with one row for each person and the hash of their password.
 */
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
 * An open session: better-auth's table. `token` is the SHA-256 (hex) of the token that the browser or
 * terminal has.
 */
export interface SessionTable {
  id: string
  token: string
  userId: string
  createdAt: string
  updatedAt: string
  expiresAt: string
}
