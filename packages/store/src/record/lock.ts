import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'
import type { Place } from './place.ts'

/**
 * Locks the record for this process until the returned function is called or the process ends, in whatever
 * way: it is an SQLite lock on a small file beside the database, which the operating system releases. Throws
 * a sentence where another process has the lock.
 */
export const lockRecord = ({ file, lock }: Place): (() => void) => {
  closeSync(openSync(lock, 'a', 0o600))
  const database = new DatabaseSync(lock, { timeout: BUSY_TIMEOUT })
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode !== 5) throw error
    throw new Error(
      `${file} is in use: another Beatbook server has it open. Stop that one first, or give this one another DATABASE_URL.`,
    )
  }
  return () => database.close()
}
