import { statSync } from 'node:fs'
import type { Place } from './place.ts'

/**
 * Watches the database and its log from now on: the function says whether one of them was removed, moved or
 * replaced since. What is written then goes into a file that nobody can open again.
 */
export const watchMoves = ({ file, log }: Pick<Place, 'file' | 'log'>): (() => boolean) => {
  const began = { file: idOf(file), log: idOf(log) }
  return () => {
    if (idOf(file) !== began.file) return true
    const now = idOf(log)
    // The log may be made later; once it is there it stays while the record is open.
    began.log ??= now
    return now !== began.log
  }
}

const idOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino
