/**
 * The columns of the tables of sign-in that this server reads; the record creates the tables, better-auth
 * reads and writes them. Instants are ISO text.
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
