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

/** Converts an SQLite error into a refusal where storage failed; returns any other error unchanged. */
export const storageFailure = (error: unknown): unknown => {
  const code = (error as { errcode?: unknown } | null)?.errcode
  if (typeof code !== 'number') return error
  const refusal = code === IOERR_SHMSIZE ? refuse('storage-full') : ofStorage[code & 0xff]
  return refusal === undefined ? error : new RefusalError(refusal, error)
}
