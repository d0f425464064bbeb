import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

/**
 * The secret in the file at `path`, created with mode 0600 where there is none; without a path, a new one for
 * this run.
 */
export const loadSecret = (path: string | null): string => {
  const fresh = randomBytes(32).toString('base64url')
  if (path === null) return fresh
  try {
    writeFileSync(path, fresh, { mode: 0o600, flag: 'wx' })
    return fresh
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return readFileSync(path, 'utf8').trim()
  }
}
