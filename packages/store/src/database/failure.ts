import { type Refusal, RefusalError, refuse } from '@beatbook/domain'

/**
 * The primary result codes of SQLite (https://www.sqlite.org/rescode.html) that concern the storage of the
 * record, not a statement.
 */
const ofStorage: Readonly<Record<number, Refusal>> = {
  5: refuse('storage-busy', { seconds: 2 }), // BUSY
  6: refuse('storage-busy', { seconds: 2 }), // LOCKED
  8: refuse('storage-failed'), // READONLY
  10: refuse('storage-failed'), // IOERR
  11: refuse('storage-failed'), // CORRUPT
  13: refuse('storage-full'), // FULL
  14: refuse('storage-failed'), // CANTOPEN
  15: refuse('storage-busy', { seconds: 2 }), // PROTOCOL: the WAL could not be locked
  26: refuse('storage-failed'), // NOTADB
}

/**
 * The shared memory index of the WAL cannot grow. SQLite has no result code of its own for the full disk that
 * causes it.
 */
const IOERR_SHMSIZE = 4_874

/**
 * The codes and classes of codes of PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html) that concern the storage of the record or
 * the way to it, not a statement.
 */
const ofServer: Readonly<Record<string, Refusal>> = {
  '08': refuse('storage-busy', { seconds: 2 }), // connection exception
  '25P03': refuse('storage-busy', { seconds: 2 }), // idle in a transaction for too long
  '40': refuse('storage-busy', { seconds: 2 }), // serialization failure, deadlock
  '53100': refuse('storage-full'), // disk full
  '53': refuse('storage-busy', { seconds: 2 }), // out of memory, too many connections
  '55P03': refuse('storage-busy', { seconds: 2 }), // lock not available in time
  '57': refuse('storage-busy', { seconds: 2 }), // shut down, starting up, cancelled
  '58': refuse('storage-failed'), // error of the operating system
  XX: refuse('storage-failed'), // damaged data, internal error
  '25006': refuse('storage-failed'), // may only be read: a standby
  '28': refuse('storage-failed'), // this user may not connect
  '3D': refuse('storage-failed'), // no such database
  '42501': refuse('storage-failed'), // this user may not do it
}

/** Converts a database's error into a refusal where storage failed; returns any other error unchanged. */
export const storageFailure = (error: unknown): unknown => {
  if (error instanceof RefusalError) return error
  const state = sqlState(error)
  if (state !== null) {
    const refusal = ofServer[state] ?? ofServer[state.slice(0, 2)]
    return refusal === undefined ? error : new RefusalError(refusal, error)
  }
  if (isLost(error)) return new RefusalError(refuse('storage-busy', { seconds: 2 }), error)
  const code = (error as { errcode?: unknown } | null)?.errcode
  if (typeof code !== 'number') return error
  const refusal = code === IOERR_SHMSIZE ? refuse('storage-full') : ofStorage[code & 0xff]
  return refusal === undefined ? error : new RefusalError(refusal, error)
}

/**
 * Whether a statement failed because its connection was lost, so that nobody knows whether it was carried
 * out.
 */
export const connectionLost = (error: unknown): boolean => {
  const cause = error instanceof RefusalError ? error.cause : error
  return isLost(cause) || /^(?:08|57P|25P03)/.test(sqlState(cause) ?? '')
}

/** The code of an error that a PostgreSQL server sent; `null` for any other. */
const sqlState = (error: unknown): string | null => {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return typeof code === 'string' && typeof severity === 'string' ? code : null
}

/** Whether an error is one of the connection to a server, not of the server. */
const isLost = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code ?? '') ||
    /^(?:Connection terminated|Client (?:has encountered|was closed)|timeout exceeded when trying)/.test(
      error.message,
    )
  )
}
