/**
 * The columns this server reads of the tables of sign-in, which the record makes and better-auth reads and
 * writes. Instants are ISO text.
 */
export interface PersonTables {
  user: {
    id: string
    name: string
    email: string
    role: string
    removedAt: string | null
    mustChangePassword: number
  }
  session: {
    id: string
    token: string
    userId: string
    expiresAt: string
    updatedAt: string
    createdAt: string
  }
  deviceCode: { id: string; expiresAt: string }
}
