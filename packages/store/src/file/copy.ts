import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256Of, syncFile, syncFolder } from '../database/disk.ts'
import { isAbsent } from './failure.ts'
import { pathIn } from './local.ts'

/** The state of a file: its bytes match its name, they do not, or it is missing. */
export type FileState = 'whole' | 'changed' | 'missing'

/** Reads a file in a folder and checks whether its bytes still match its name. */
export const verifyFile = async (folder: string, sha256: string): Promise<FileState> => {
  try {
    return (await sha256Of(pathIn(folder, sha256))) === sha256 ? 'whole' : 'changed'
  } catch (error) {
    if (isAbsent(error)) return 'missing'
    throw error
  }
}

/**
 * Copies the files `names` from one folder into another, each flushed to the disk and verified. A file that
 * is in the folder `sharing` already is hard-linked instead of copied. Returns the state of each file;
 * changed and missing ones are not copied.
 */
export const copyFiles = async (
  names: Iterable<string>,
  from: string,
  to: string,
  sharing: string | null = null,
): Promise<Map<string, FileState>> => {
  const found = new Map<string, FileState>()
  const folders = new Set<string>()
  for (const sha256 of names) {
    const path = pathIn(to, sha256)
    folders.add(dirname(path)).add(to)
    if ((await verifyFile(to, sha256)) !== 'whole') {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const shared = sharing !== null && (await shares(sharing, path, sha256))
      const how = shared ? 'whole' : await copied(from, path, sha256)
      if (how !== 'whole') {
        found.set(sha256, how)
        continue
      }
    }
    found.set(sha256, 'whole')
  }
  for (const folder of folders) if (existsSync(folder)) syncFolder(folder)
  return found
}

const shares = async (sharing: string, path: string, sha256: string): Promise<boolean> => {
  if ((await verifyFile(sharing, sha256)) !== 'whole') return false
  try {
    rmSync(path, { force: true })
    linkSync(pathIn(sharing, sha256), path)
    return true
  } catch {
    // Not every file system supports hard links; then the file is copied.
    return false
  }
}

const copied = async (from: string, path: string, sha256: string): Promise<FileState> => {
  const part = `${path}.part`
  try {
    copyFileSync(pathIn(from, sha256), part)
    chmodSync(part, 0o600)
    syncFile(part)
    if ((await sha256Of(part)) !== sha256) return 'changed'
    renameSync(part, path)
    return 'whole'
  } catch (error) {
    if (isAbsent(error)) return 'missing'
    throw error
  } finally {
    rmSync(part, { force: true })
  }
}
