import { type Refusal, RefusalError } from '@beatbook/domain'
import {
  type BinaryOperationNode,
  type DatabaseIntrospector,
  type DataTypeNode,
  type Dialect,
  type Kysely,
  OperatorNode,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  PostgresQueryCompiler,
  PrimitiveValueListNode,
  ValueListNode,
} from 'kysely'
import type { PoolClient } from 'pg'
import { storageFailure } from './failure.ts'
import { postgresIntrospector } from './introspector.ts'
import { postgresTypes } from './types.ts'

/** How long a connection is waited for, in milliseconds. */
const CONNECT_TIMEOUT = 5_000

/** The most connections of one reading side. */
const MOST_READERS = 8

/**
 * What holds on every connection. A statement waits at most so long for the lock of another server's
 * transaction, and a transaction of a process that hangs is ended, so that it holds up no other server for
 * ever. A server that is set not to wait for the disk on commit is made to: what is acknowledged is on the
 * disk.
 */
const session = {
  both: `set lock_timeout = '3s'; set idle_in_transaction_session_timeout = '60s'`,
  writer: `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')`,
  reader: 'set default_transaction_read_only = on',
}

/**
 * A Kysely dialect over PostgreSQL 15 or later: one connection for a `writer`, a pool of at most `most` for a
 * `reader`, which may not write. Integers and sums come as numbers. A lost connection is replaced when it is
 * next needed. Where storage fails or the server cannot be reached, `onFailure` is called and a
 * `RefusalError` is thrown. Text that PostgreSQL cannot store, the character U+0000, is stored as U+FFFD.
 */
export const postgresDialect = (
  url: string,
  as: 'writer' | 'reader',
  onFailure: (refusal: Refusal) => void = () => {},
  most = MOST_READERS,
): Dialect => {
  const withFailures = async <R>(work: () => Promise<R>): Promise<R> => {
    try {
      return await work()
    } catch (error) {
      const failure = storageFailure(error)
      if (failure instanceof RefusalError) onFailure(failure.refusal)
      throw failure
    }
  }
  return new Postgres({
    pool: async () => poolOf(url, as, as === 'writer' ? 1 : most, withFailures),
  })
}

const poolOf = async (
  url: string,
  as: 'writer' | 'reader',
  most: number,
  withFailures: <R>(work: () => Promise<R>) => Promise<R>,
): Promise<PostgresPool> => {
  // Loaded only where it is needed: most records are files.
  const { Pool, types } = await import('pg')
  const numbers: ReadonlySet<number> = new Set([types.builtins.INT8, types.builtins.NUMERIC])
  const pool = new Pool({
    connectionString: url,
    max: most,
    idleTimeoutMillis: as === 'writer' ? 0 : 30_000,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    keepAlive: true,
    application_name: 'beatbook',
    types: {
      getTypeParser: ((type, format) =>
        numbers.has(type) && format !== 'binary'
          ? Number
          : types.getTypeParser(type, format)) as typeof types.getTypeParser,
    },
  })
  // A connection that is lost while nothing uses it is replaced; one in use rejects its statement.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const known = new WeakMap<PoolClient, PostgresPoolClient>()
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect()
    const before = known.get(client)
    if (before !== undefined) return before
    try {
      await client.query(`${session.both}; ${session[as]}`)
    } catch (error) {
      client.release(true)
      throw error
    }
    const wrapped = {
      query: (statement: string, parameters: readonly unknown[]) =>
        withFailures(() => client.query(statement, parameters.map(storable))),
      release: (lost?: boolean) => client.release(lost),
    } as unknown as PostgresPoolClient
    known.set(client, wrapped)
    return wrapped
  }
  return { connect: () => withFailures(connect), end: () => pool.end(), options: {} }
}

const storable = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\u0000') ? value.replaceAll('\u0000', '\ufffd') : value

class Postgres extends PostgresDialect {
  override createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return postgresIntrospector(db)
  }
  override createQueryCompiler(): PostgresQueryCompiler {
    return postgresCompiler()
  }
}

/** The compiler of statements for PostgreSQL. */
export const postgresCompiler = (): PostgresQueryCompiler => new Compiler()

/**
 * Defines columns in the types of PostgreSQL; positions are given with the rows, so nothing counts by itself.
 * In an empty list is nothing: PostgreSQL has no such list.
 */
class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    this.append(postgresTypes[node.dataType] ?? node.dataType)
  }
  protected override getAutoIncrement(): string {
    return ''
  }
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { operator, rightOperand: list } = node
    const values = PrimitiveValueListNode.is(list) || ValueListNode.is(list) ? list.values : null
    const how = OperatorNode.is(operator) ? operator.operator : ''
    if (values?.length === 0 && (how === 'in' || how === 'not in')) this.append(String(how === 'not in'))
    else super.visitBinaryOperation(node)
  }
}
