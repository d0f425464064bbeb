import { statSync } from 'node:fs'
import type { Place } from './place.ts'

/**
 * Watches the database and its WAL: the returned function tells whether one of them was removed, moved or
 * replaced since. Later writes would go to a file that nobody can open again.
 */
export const watchMoves = ({ file, log }: Pick<Place, 'file' | 'log'>): (() => boolean) => {
  const began = { file: idOf(file), log: idOf(log) }
  return () => {
    if (idOf(file) !== began.file) return true
    const now = idOf(log)
    // The WAL may be created later; then it exists as long as the record is open.
    began.log ??= now
    return now !== began.log
  }
}

const idOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino
