import type { Refusal, Result, StoredFile } from '@beatbook/domain'

/**
 * Where files are stored: documents as they were brought. A file is named by the SHA-256 of its bytes, so the
 * same bytes are one file. Whatever names a file is written after it; what nothing names for a day is deleted.
 * Rejects with a `RefusalError` where storage fails (`storage-full`, `storage-failed`).
 */
export interface FileStore {
  /**
   * Stores bytes; they are on the disk when it resolves. Refused with `file-refused` where a check of files
   * is set and does not pass this one.
   */
  put(bytes: Uint8Array<ArrayBuffer>): Promise<Result<StoredFile, Refusal>>
  /**
   * The bytes of a file, piece by piece; `null` where it is not there. It throws before the last piece where
   * they are no longer those that were stored.
   */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | null>
  has(sha256: string): Promise<boolean>
}

/**
 * Looks at a file on the disk before it is stored; gives the refusal where it may not be. `path` is read by
 * its owner alone.
 */
export type FileCheck = (path: string) => Promise<Refusal | null>
