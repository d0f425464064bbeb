/** The columns this server reads of the tables that better-auth makes and keeps. Instants are ISO text. */
export interface PersonTables {
  user: { id: string; name: string; email: string; role: string; removedAt: string | null }
  session: { id: string; token: string; userId: string; expiresAt: string; updatedAt: string }
  account: { id: string; userId: string }
  deviceCode: { id: string; expiresAt: string }
}
