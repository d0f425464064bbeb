import type { Kysely } from 'kysely'
import { engineOf } from './engine.ts'

/**
 * The type in PostgreSQL of each type of a column. Text sorts bytewise, as in SQLite, whatever the collation
 * of the database; integers and numbers have 64 bits, as in SQLite; instants are ISO text.
 */
export const postgresTypes: Readonly<Record<string, string>> = {
  text: 'text collate "C"',
  date: 'text collate "C"',
  integer: 'bigint',
  real: 'double precision',
}

/** A statement that defines columns in SQLite's types, in the types of the database behind `db`. */
export const withTypes = <T>(db: Kysely<T>, statement: string): string =>
  engineOf(db) === 'sqlite'
    ? statement
    : statement.replace(/(?<= )(?:text|date|integer|real)\b/g, (type) => postgresTypes[type] ?? type)
