import { join } from 'node:path'
import type { FileStore } from '@beatbook/contract'

/** Files on this machine, with what deleting the unneeded ones asks for. */
export interface LocalFiles extends FileStore {
  /** Every file, with the time (in milliseconds since 1970) when it was stored or was last needed. */
  list(): Promise<Map<string, number>>
  /** Notes that a file is needed now. */
  touch(sha256: string): Promise<void>
  /** Deletes a file, unless it was stored since `before`. */
  remove(sha256: string, before: number): Promise<void>
  /** Deletes what puts that were interrupted before `before` left. */
  tidy(before: number): Promise<void>
}

/** Where a file stands in a folder of files. */
export const pathIn = (folder: string, sha256: string): string => join(folder, sha256.slice(0, 2), sha256)
