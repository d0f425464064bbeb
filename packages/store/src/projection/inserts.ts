import type { Instant } from '@beatbook/domain'
import type { Insertable, Kysely } from 'kysely'
import { compiledQuery } from '../database/compiled.ts'
import { insertAll, updateRow } from '../database/insert.ts'
import type { Schema } from '../schema.ts'
import { lastNumber } from '../stream/used-numbers.ts'

/** The tables whose rows are inserted together, in this order; `ignore`: a row may be there already. */
const tables = {
  content: 'fail',
  content_owner: 'fail',
  content_value: 'fail',
  action_version: 'fail',
  rating: 'fail',
  action_address: 'ignore',
  action_now: 'fail',
  search_due: 'ignore',
  owner_now: 'fail',
  link: 'ignore',
} as const
type Table = keyof typeof tables
const names = Object.keys(tables) as Table[]

/** Versions to end and rows to insert, collected over many actions. */
export interface Inserts {
  add<T extends Table>(table: T, row: Insertable<Schema[T]>): void
  /** Ends a stored version at an instant. */
  end(table: 'action_version' | 'rating', version: number, recordedAt: Instant): void
  write(db: Kysely<Schema>): Promise<void>
}

/** An empty collection. */
export const collectInserts = (): Inserts => {
  const rows = new Map<Table, object[]>(names.map((table) => [table, []]))
  const ended: { table: 'action_version' | 'rating'; version: number; recordedAt: Instant }[] = []
  return {
    add: (table, row) => void rows.get(table)?.push(row),
    end: (table, version, recordedAt) => void ended.push({ table, version, recordedAt }),
    write: async (db) => {
      for (const { table, version, recordedAt } of ended)
        await updateRow(db, table, 'version', version, { recorded_to: recordedAt })
      for (const table of names) await insertAll(db, table, (rows.get(table) ?? []) as never[], tables[table])
    },
  }
}

/** Gives the next free number of each numbered table. */
export interface Numbers {
  next(of: 'content' | 'action_version' | 'rating' | 'action_now'): number
}

/** Counts upwards from the last numbers used in the tables. */
export const nextNumbers = async (db: Kysely<Schema>): Promise<Numbers> => {
  const [last] = await lastAsked(db)
  const numbers = {
    content: last?.content ?? 0,
    action_version: last?.action_version ?? 0,
    rating: last?.rating ?? 0,
    action_now: last?.action_now ?? 0,
  }
  return { next: (of) => ++numbers[of] }
}

const lastAsked = compiledQuery((db) =>
  db.selectNoFrom((of) => [
    lastNumber('content').as('content'),
    of
      .selectFrom('action_version')
      .select((v) => v.fn.max('version').as('n'))
      .as('action_version'),
    of
      .selectFrom('rating')
      .select((r) => r.fn.max('version').as('n'))
      .as('rating'),
    of
      .selectFrom('action_now')
      .select((a) => a.fn.max('number').as('n'))
      .as('action_now'),
  ]),
)
