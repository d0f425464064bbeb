import type { Refusal, Result, StoredFile } from '@beatbook/domain'

/**
 * Stores files: original documents, and what is attached to actions. A file is named by the SHA-256 of its bytes, so equal bytes are one file.
 * References to a file are written after the file; a file that nothing refers to for a day is deleted.
 * Rejects with a `RefusalError` where storage fails (`storage-full`, `storage-failed`).
 */
export interface FileStore {
  /**
   * Stores bytes; they are on the disk when it resolves. Refused with `file-refused` where a file check is
   * configured and rejects this one.
   */
  put(bytes: Uint8Array<ArrayBuffer>): Promise<Result<StoredFile, Refusal>>
  /**
   * The bytes of a file in chunks; `null` where it is missing. Throws before the last chunk where the bytes
   * have changed.
   */
  get(sha256: string): Promise<AsyncIterable<Uint8Array> | null>
  has(sha256: string): Promise<boolean>
}

/**
 * Checks a file on the disk before it is stored; resolves with the refusal where it is rejected. Only the
 * owner may read `path`.
 */
export type FileCheck = (path: string) => Promise<Refusal | null>
