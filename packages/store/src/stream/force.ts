import type { Id } from '@beatbook/domain'
import type { Kysely } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import type { Schema } from '../schema.ts'

/**
 * The force whose record this is. The record and the root area have the same id. For now a database has one
 * force; stored rows have its id all the same.
 */
export const forceOf = async (db: Kysely<Schema>): Promise<Id> => {
  const [record] = await recordAsked(db)
  if (record === undefined) throw new Error('The record has no id')
  return record.id
}

const recordAsked = compiledQuery((db) => db.selectFrom('record').select('id'))
