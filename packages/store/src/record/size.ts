import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** Enough of a database's first page to know how long its file is. */
const HEADER = 32

/**
 * How long the database's first page says that its file is, in bytes: pages (offset 28) of a size (offset 16,
 * where 1 means 65,536). https://www.sqlite.org/fileformat.html
 */
export const sizeSaid = (file: string): number => {
  const header = Buffer.alloc(HEADER)
  const descriptor = openSync(file, 'r')
  try {
    if (readSync(descriptor, header, 0, HEADER, 0) < HEADER) return HEADER
  } finally {
    closeSync(descriptor)
  }
  const size = header.readUInt16BE(16)
  return header.readUInt32BE(28) * (size === 1 ? 65_536 : size)
}

/**
 * How many bytes the file of a record that nobody has open lacks at its end: 0 where it is whole, is empty or
 * is not there.
 */
export const missingBytes = (file: string): number => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size === 0 ? 0 : Math.max(0, sizeSaid(file) - size)
}
