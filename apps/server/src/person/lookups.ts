import type { Kysely } from 'kysely'
import type { PersonTables } from './tables.ts'

/** The queries that the routes of sign-in need. */
export const createLookups = (db: Kysely<PersonTables>) => ({
  /** The id of the person with an e-mail address. */
  personOf: async (email: string): Promise<string | null> =>
    (
      await db
        .selectFrom('user')
        .select('id')
        .where('email', '=', email.trim().toLowerCase())
        .where('removedAt', 'is', null)
        .executeTakeFirst()
    )?.id ?? null,
  /** The number of pending device codes. */
  openCodes: async (now: string): Promise<number> => {
    const { open } = await db
      .selectFrom('deviceCode')
      .select((of) => of.fn.countAll<number>().as('open'))
      .where('expiresAt', '>', now)
      .executeTakeFirstOrThrow()
    return open
  },
})

export type Lookups = ReturnType<typeof createLookups>
