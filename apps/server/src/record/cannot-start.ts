import { resolve } from 'node:path'
import { RefusalError } from '@beatbook/domain'
import { missingBytes } from '@beatbook/store'
import { root } from '../root.ts'
import { databasePlace } from '../setting/database.ts'
import type { Settings } from '../setting/settings.ts'
import { newestBackup } from './backups.ts'
import { failureWords } from './words.ts'

/**
 * Why the server could not start, for its operator: for an unreadable database also whether its file was
 * truncated, and the newest backup; for a server that cannot be used, what it or the way to it said.
 */
export const cannotStartWords = (
  error: unknown,
  settings: Pick<Settings, 'DATABASE_URL' | 'FILES_FOLDER' | 'BACKUP_FOLDER'>,
): string => {
  if (!(error instanceof RefusalError)) return failureWords(error)
  const { file, files } = databasePlace(settings)
  if (files !== null)
    return `PostgreSQL cannot be used (${said(error.cause)}). Look whether it runs and lets this server in, and at the address in DATABASE_URL.`
  if (error.refusal.code !== 'storage-failed') return failureWords(error)
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

/** What an error says. One of several tries to connect says nothing, but each of them does. */
const said = (error: unknown): string =>
  error instanceof AggregateError && error.message === ''
    ? error.errors.map(said).join(', ')
    : error instanceof Error
      ? error.message
      : String(error)
