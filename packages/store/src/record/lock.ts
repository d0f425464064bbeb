import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { PATIENCE } from '../database/patience.ts'
import type { Place } from './place.ts'

/**
 * Takes the record for this process until the returned function is called or the process ends, however it
 * ends: the lock is one of SQLite's on a small file beside the database, and the operating system lets go of
 * it. Throws a sentence where another process has the record.
 */
export const takeRecord = ({ file, lock }: Place): (() => void) => {
  closeSync(openSync(lock, 'a', 0o600))
  const held = new DatabaseSync(lock, { timeout: PATIENCE })
  try {
    held.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    held.close()
    if ((error as { errcode?: number }).errcode !== 5) throw error
    throw new Error(
      `${file} is in use: another Beatbook server has it open. Stop that one first, or give this one another DATABASE_URL.`,
    )
  }
  return () => held.close()
}
