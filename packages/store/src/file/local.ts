import { join } from 'node:path'
import type { FileStore } from '@beatbook/contract'

/** Files on this machine, with the operations for deleting unneeded files. */
export interface LocalFiles extends FileStore {
  /** Every file, with the time (in milliseconds since 1970) when it was stored or last needed. */
  list(): Promise<Map<string, number>>
  /** Marks a file as needed now. */
  touch(sha256: string): Promise<void>
  /** Deletes a file, unless it was stored since `before`. */
  remove(sha256: string, before: number): Promise<void>
  /** Deletes partial files left by puts that were interrupted before `before`. */
  tidy(before: number): Promise<void>
}

/** The path of a file in a folder of files. */
export const pathIn = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
