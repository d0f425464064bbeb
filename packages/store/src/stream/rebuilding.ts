import type { Kysely } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import type { Schema } from '../schema.ts'

/** How far the rebuilding of all projections is; `null` where none is being rebuilt. */
export interface Rebuilding {
  readonly done: number
  readonly of: number
}

/** Whether projections are being rebuilt, and how far that is. */
export const rebuilding = async (db: Kysely<Schema>): Promise<Rebuilding | null> => {
  const rows = await progressAsked(db)
  if (rows.every((row) => row.after === null)) return null
  const sum = (of: 'done' | 'of') => rows.reduce((all, row) => all + row[of], 0)
  return { done: sum('done'), of: sum('of') }
}

const progressAsked = compiledQuery((db) => db.selectFrom('projection').select(['after', 'done', 'of']))
