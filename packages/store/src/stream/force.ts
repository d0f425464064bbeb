import type { Id } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * The force whose record this is: it has the id of the record, and so has its root area. A database holds one
 * force for now; what is stored names it all the same.
 */
export const forceOf = async (db: Kysely<Schema>): Promise<Id> =>
  (await db.selectFrom('record').select('id').executeTakeFirstOrThrow()).id
