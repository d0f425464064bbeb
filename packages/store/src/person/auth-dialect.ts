import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SelectQueryNode,
} from 'kysely'
import { dialectLike } from '../database/dialect.ts'
import type { Schema } from '../schema.ts'
import type { WritingSide } from '../writer/write.ts'

/**
 * A Kysely dialect for sign-in: it reads from the reading connection and writes through the writer, one
 * statement at a time. It has no transactions; better-auth uses none unless configured to.
 */
export const authDialect = (reader: Kysely<Schema>, submit: WritingSide['submit']): Dialect => {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
      SelectQueryNode.is(query.query)
        ? (reader.executeQuery(query) as Promise<QueryResult<R>>)
        : (submit({ write: 'statement', sql: query.sql, parameters: query.parameters }) as Promise<
            QueryResult<R>
          >),
    streamQuery: () => {
      throw new Error('Sign-in reads whole results')
    },
  }
  const single = async (): Promise<void> => {
    throw new Error('Sign-in writes one statement at a time')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: single,
    commitTransaction: single,
    rollbackTransaction: single,
    destroy: async () => {},
  }
  return { ...dialectLike(reader), createDriver: () => driver }
}
