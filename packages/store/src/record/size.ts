import { closeSync, openSync, readSync, statSync } from 'node:fs'

/** The bytes of a database's first page that contain the length of its file. */
const HEADER = 32

/**
 * The length of the file according to the database's first page, in bytes: number of pages (offset 28) times
 * page size (offset 16, where 1 means 65,536). https://www.sqlite.org/fileformat.html
 */
export const sizeInHeader = (file: string): number => {
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
 * How many bytes are missing at the end of a record's file that nobody has open: 0 where it is complete,
 * empty or missing.
 */
export const missingBytes = (file: string): number => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size === 0 ? 0 : Math.max(0, sizeInHeader(file) - size)
}
