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

/**
 * The files that make up a record: the database, what SQLite keeps beside it while it is open, and what we
 * do.
 */
export interface Place {
  readonly file: string
  readonly log: string
  readonly index: string
  readonly lock: string
  readonly marker: string
  /** The folder of the documents as they were brought. */
  readonly files: string
}

/** The files of the record whose database is at `path`, by whatever link it is named. */
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
 * Makes a folder and those above it that are missing, for their owner alone. One by one: where a folder
 * cannot be made, as under `/proc`, Node’s own way never returns.
 */
export const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/**
 * Makes sure that only their owner reads the files of a record; SQLite gives its log and index the mode of
 * the database, which is made here where it is missing.
 */
export const keepPrivate = ({ file, log, index, lock, marker, files }: Place): void => {
  closeSync(openSync(file, 'a', 0o600))
  for (const each of [file, log, index, lock, marker])
    if (existsSync(each) && (statSync(each).mode & 0o077) !== 0) chmodSync(each, 0o600)
  if (existsSync(files) && (statSync(files).mode & 0o077) !== 0) chmodSync(files, 0o700)
}

/**
 * Whether the database has a second name: SQLite keeps a log for each name, and two logs of one file destroy
 * it.
 */
export const hasSecondName = ({ file }: Place): boolean => existsSync(file) && lstatSync(file).nlink > 1
