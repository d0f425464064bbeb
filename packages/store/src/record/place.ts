import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** The files of a record: the database, what SQLite stores beside it while it is open, and our own. */
export interface Place {
  readonly file: string
  readonly log: string
  readonly index: string
  readonly lock: string
  readonly marker: string
  /** The folder of the documents' original files. */
  readonly files: string
}

/** The files of the record whose database is at `path`, with symbolic links resolved. */
export const placeOf = (path: string): Place => {
  const file = realPath(path)
  return {
    file,
    log: `${file}-wal`,
    index: `${file}-shm`,
    lock: `${file}.lock`,
    marker: `${file}.marker`,
    files: `${file}.files`,
  }
}

const realPath = (path: string): string => {
  if (existsSync(path)) return realpathSync(path)
  return existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path
}

/**
 * Creates a folder and its missing parents, accessible to their owner only. One by one, because Node’s
 * recursive `mkdir` never returns where a folder cannot be created, as under `/proc`.
 */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * Restricts access to the files of a record to their owner. SQLite gives its WAL and index the mode of the
 * database, which is created here if missing.
 */
export const restrictAccess = ({ file, log, index, lock, marker, files }: Place): void => {
  closeSync(openSync(file, 'a', 0o600))
  for (const each of [file, log, index, lock, marker])
    if (existsSync(each) && (statSync(each).mode & 0o077) !== 0) chmodSync(each, 0o600)
  if (existsSync(files) && (statSync(files).mode & 0o077) !== 0) chmodSync(files, 0o700)
}

/**
 * Whether the database has a hard link: SQLite uses a WAL for each name, and two WALs of one file destroy it.
 */
export const hasSecondName = ({ file }: Place): boolean => existsSync(file) && lstatSync(file).nlink > 1
