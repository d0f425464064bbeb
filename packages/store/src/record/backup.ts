import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { storageFailure } from '../database/failure.ts'
import { PATIENCE } from '../database/patience.ts'
import { type Checked, checkRecord, isDamage } from './check.ts'
import { heldIn } from './examine.ts'
import { syncFolder } from './marker.ts'
import { makeFolder, placeOf } from './place.ts'

/**
 * The tables of sign-in whose rows are secrets that live for hours or days: a backup has the tables and not
 * the rows.
 */
const SHORT_LIVED = ['session', 'deviceCode', 'verification', 'rateLimit']

/** A backup that was made. */
export interface Backup {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly checked: Checked
}

/** The file that holds a backup's checksum, in the form `sha256sum --check` reads. */
export const checksumOf = (backup: string): string => `${backup}.sha256`

/**
 * Writes the record of the database `from` to the new file `to`, also while a server has it open: as it stood
 * at one instant, with what only its log holds, without sessions and codes. The file has its name once it is
 * checked and has its checksum beside it. Throws a sentence or a refusal; then there is no such file.
 */
export const backupRecord = async (from: string, to: string): Promise<Backup> => {
  if (existsSync(to)) throw new Error(`${to} is there already. Give the backup another name.`)
  if (/(?:-journal|-wal|-shm|\.marker|\.lock|\.part|\.sha256)$/.test(to))
    throw new Error(
      `${to} ends as files do that belong to a database or to a backup. Give the backup another name.`,
    )
  if (heldIn(from).holds !== 'record')
    throw new Error(`There is no record at ${from}. DATABASE_URL says which one to back up.`)
  makeFolder(dirname(to))
  const part = `${to}.part`
  rmSync(part, { force: true })
  closeSync(openSync(part, 'w', 0o600))
  try {
    copyInto(placeOf(from).file, part)
    const checked = await checkRecord(part)
    const damage = checked.faults.filter(({ check }) => isDamage(check))
    if (damage.length > 0)
      throw new Error(
        `The record is damaged (${damage.map(({ check, found }) => `${check}: ${found}`).join(', ')}), so no backup was made of it. Keep the backups there are, and see what "beatbook-server check" says.`,
      )
    syncFile(part)
    const sha256 = await sha256Of(part)
    const { size } = statSync(part)
    writeFileSync(checksumOf(to), `${sha256}  ${basename(to)}\n`, { mode: 0o600, flush: true })
    renameSync(part, to)
    syncFolder(dirname(to))
    return { file: to, sha256, bytes: size, checked }
  } finally {
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  }
}

const copyInto = (from: string, part: string): void => {
  try {
    const source = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE })
    try {
      source.prepare('vacuum into ?').run(part)
    } finally {
      source.close()
    }
    const copy = new DatabaseSync(part)
    try {
      // Deleted rows are overwritten, so that not even their bytes are in the file.
      copy.exec('pragma secure_delete = on')
      const tables = new Set(
        copy
          .prepare("select name from sqlite_master where type = 'table'")
          .all()
          .map(({ name }) => name),
      )
      for (const table of SHORT_LIVED) if (tables.has(table)) copy.exec(`delete from "${table}"`)
      if (tables.has('record')) copy.exec('update record set closed = 1')
    } finally {
      copy.close()
    }
  } catch (error) {
    throw storageFailure(error)
  }
}

/**
 * Reads the checksum beside a backup and holds the file to it; gives the checksum. Throws a sentence where it
 * is missing or does not fit.
 */
export const verifyChecksum = async (backup: string): Promise<string> => {
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`)
  const beside = checksumOf(backup)
  const said = existsSync(beside) ? /^[0-9a-f]{64}(?= )/.exec(readFileSync(beside, 'utf8'))?.[0] : undefined
  if (said === undefined)
    throw new Error(
      `${backup} has no checksum beside it (${basename(beside)}), so nobody can tell whether it is whole. Copy both files.`,
    )
  if ((await sha256Of(backup)) !== said)
    throw new Error(
      `${backup} is not what was written: its checksum differs. Copy it again, or take another backup.`,
    )
  return said
}

export const sha256Of = async (file: string): Promise<string> => {
  const digest = createHash('sha256')
  for await (const part of createReadStream(file)) digest.update(part as Buffer)
  return digest.digest('hex')
}

export const syncFile = (file: string): void => {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
