import { chmodSync, copyFileSync, existsSync, linkSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256Of, syncFile, syncFolder } from '../database/disk.ts'
import { isAbsent } from './failure.ts'
import { pathIn } from './local.ts'

/** How a file was found: its bytes are those of its name, or others, or it is not there. */
export type Found = 'whole' | 'changed' | 'missing'

/** Reads a file of a folder and says whether its bytes are still those of its name. */
export const lookAt = async (folder: string, sha256: string): Promise<Found> => {
  try {
    return (await sha256Of(pathIn(folder, sha256))) === sha256 ? 'whole' : 'changed'
  } catch (error) {
    if (isAbsent(error)) return 'missing'
    throw error
  }
}

/**
 * Brings the files `names` from one folder into another, each on the disk and found to be whole; one that
 * stands in the folder `sharing` already is not copied but gets a second name there. Gives how each was
 * found: what was changed or is missing is left out.
 */
export const copyFiles = async (
  names: Iterable<string>,
  from: string,
  to: string,
  sharing: string | null = null,
): Promise<Map<string, Found>> => {
  const found = new Map<string, Found>()
  const folders = new Set<string>()
  for (const sha256 of names) {
    const path = pathIn(to, sha256)
    folders.add(dirname(path)).add(to)
    if ((await lookAt(to, sha256)) !== 'whole') {
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
  if ((await lookAt(sharing, sha256)) !== 'whole') return false
  try {
    rmSync(path, { force: true })
    linkSync(pathIn(sharing, sha256), path)
    return true
  } catch {
    // Not every file system has second names for a file; then it is copied.
    return false
  }
}

const copied = async (from: string, path: string, sha256: string): Promise<Found> => {
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
