import { type Refusal, RefusalError, refuse } from '@beatbook/domain'

/**
 * The primary result codes of SQLite (https://www.sqlite.org/rescode.html) that tell of the place where the
 * record is stored, not of a statement.
 */
const ofStorage: Readonly<Record<number, Refusal>> = {
  5: refuse('storage-busy', { seconds: 2 }), // BUSY
  6: refuse('storage-busy', { seconds: 2 }), // LOCKED
  8: refuse('storage-failed'), // READONLY
  10: refuse('storage-failed'), // IOERR
  11: refuse('storage-failed'), // CORRUPT
  13: refuse('storage-full'), // FULL
  14: refuse('storage-failed'), // CANTOPEN
  15: refuse('storage-busy', { seconds: 2 }), // PROTOCOL: the lock of the log could not be had
  26: refuse('storage-failed'), // NOTADB
}

/** The shared index of the log cannot grow: SQLite has no code of its own for the disk that is full then. */
const IOERR_SHMSIZE = 4_874

/** An error of SQLite as the refusal it is where storage failed; any other error as it came. */
export const storageFailure = (error: unknown): unknown => {
  const code = (error as { errcode?: unknown } | null)?.errcode
  if (typeof code !== 'number') return error
  const refusal = code === IOERR_SHMSIZE ? refuse('storage-full') : ofStorage[code & 0xff]
  return refusal === undefined ? error : new RefusalError(refusal, error)
}
