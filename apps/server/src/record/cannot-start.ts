import { resolve } from 'node:path'
import { RefusalError } from '@beatbook/domain'
import { missingBytes } from '@beatbook/store'
import { root } from '../root.ts'
import { databasePath } from '../setting/database.ts'
import type { Settings } from '../setting/settings.ts'
import { newestBackup } from './backups.ts'
import { failureWords } from './words.ts'

/**
 * Why the server could not start, for its operator: for an unreadable database also whether its file was
 * truncated, and the newest backup.
 */
export const cannotStartWords = (
  error: unknown,
  settings: Pick<Settings, 'DATABASE_URL' | 'BACKUP_FOLDER'>,
): string => {
  if (!(error instanceof RefusalError) || error.refusal.code !== 'storage-failed') return failureWords(error)
  const file = databasePath(settings.DATABASE_URL)
  const missing = file === null ? 0 : missingIn(file)
  const backup =
    settings.BACKUP_FOLDER === undefined ? null : newestBackup(resolve(root, settings.BACKUP_FOLDER))
  return [
    missing > 0
      ? `The database ${file} was cut short: its last ${missing} bytes are missing.`
      : failureWords(error),
    ...(backup === null
      ? missing > 0
        ? ['Move it away, then restore a backup ("beatbook-server restore FILE").']
        : []
      : [
          `The newest backup is ${backup}: move the database away, then "beatbook-server restore ${backup}".`,
        ]),
  ].join(' ')
}

const missingIn = (file: string): number => {
  try {
    return missingBytes(file)
  } catch {
    return 0
  }
}
