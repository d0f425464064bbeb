import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** The bytes of a database's first page that contain the length of its file. */
const HEADER = 32

/**
 * The length of a database according to its first page, in bytes: number of pages (offset 28) times page size
 * (offset 16, where 1 means 65,536). https://www.sqlite.org/fileformat.html
 *
 * `descriptor` is of the open file. A process that closes any descriptor of a database loses all of its locks
 * on it, those of SQLite included, so the file of an open record is never opened and closed beside SQLite: see
 * `holdOpen`. https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
export const sizeInHeader = (descriptor: number): number => {
  const header = Buffer.alloc(HEADER)
  if (readSync(descriptor, header, 0, HEADER, 0) < HEADER) return HEADER
  const size = header.readUInt16BE(16)
  return header.readUInt32BE(28) * (size === 1 ? 65_536 : size)
}

/**
 * Opens the file of a record to look at its first page. `close` is only called after SQLite has closed its last
 * connection to it.
 */
export const holdOpen = (file: string): { readonly descriptor: number; close(): void } => {
  const descriptor = openSync(file, 'r')
  return { descriptor, close: () => closeSync(descriptor) }
}

/**
 * How many bytes are missing at the end of a record's file that this process does not have open: 0 where it is
 * complete, empty or missing.
 */
export const missingBytes = (file: string): number => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size === 0) return 0
  const { descriptor, close } = holdOpen(file)
  try {
    return Math.max(0, sizeInHeader(descriptor) - size)
  } finally {
    close()
  }
}
