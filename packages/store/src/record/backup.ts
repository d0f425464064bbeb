import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BUSY_TIMEOUT } from '../database/busy-timeout.ts'
import { sha256Of, syncFile, syncFolder } from '../database/disk.ts'
import { storageFailure } from '../database/failure.ts'
import { reading } from '../database/reading.ts'
import { copyFiles, verifyFile } from '../file/copy.ts'
import { pathIn } from '../file/local.ts'
import { filesNamedIn } from '../file/named.ts'
import { type Checked, checkRecord, isDamage } from './check.ts'
import { inspectDatabase } from './examine.ts'
import { makeFolder, placeOf } from './place.ts'

/**
 * The tables whose rows are about access: sessions and codes, valid for hours or days, and secret addresses. A backup
 * has these tables without rows.
 */
const SHORT_LIVED = ['feed', 'session', 'deviceCode', 'verification', 'rateLimit']

/** A backup that was made. */
export interface Backup {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  /** How many documents’ files are in it, whole. */
  readonly files: number
  readonly checked: Checked
}

/** The file with the checksums of a backup and its files, in the format of `sha256sum --check`. */
export const checksumOf = (backup: string): string => `${backup}.sha256`

/** The folder with the documents’ files of a backup. */
export const filesOf = (backup: string): string => `${backup}.files`

/**
 * Writes the record of the database `from` to the new file `to`, even while a server has it open: a snapshot
 * that includes the WAL, without sessions, codes and secret addresses. The documents' files go into a folder beside it
 * (`filesOf`); those also in the earlier backup `sharing` are hard-linked. The backup gets its name only
 * after it is checked and its checksums are beside it. Throws a sentence or a refusal, and then leaves no
 * file.
 */
export const backupRecord = async (
  from: string,
  to: string,
  sharing: string | null = null,
): Promise<Backup> => {
  if (existsSync(to)) throw new Error(`${to} is there already. Give the backup another name.`)
  if (/(?:-journal|-wal|-shm|\.marker|\.lock|\.part|\.sha256|\.files)$/.test(to))
    throw new Error(
      `${to} ends as files do that belong to a database or to a backup. Give the backup another name.`,
    )
  if (inspectDatabase(from).contains !== 'record')
    throw new Error(`There is no record at ${from}. DATABASE_URL says which one to back up.`)
  makeFolder(dirname(to))
  const part = `${to}.part`
  rmSync(part, { force: true })
  closeSync(openSync(part, 'w', 0o600))
  const files = filesOf(to)
  const wasThere = existsSync(files)
  let done = false
  try {
    const place = placeOf(from)
    copyInto(place.file, part)
    const named = [...(await reading({ in: 'file', path: part }, filesNamedIn)).keys()].sort()
    const found = await copyFiles(named, place.files, files, sharing === null ? null : filesOf(sharing))
    const checked = await checkRecord(part, async (sha256) => found.get(sha256) ?? 'missing')
    const damage = checked.faults.filter(({ check }) => isDamage(check))
    if (damage.length > 0)
      throw new Error(
        `The record is damaged (${damage.map(({ check, found }) => `${check}: ${found}`).join(', ')}), so no backup was made of it. Keep the backups there are, and see what "beatbook-server check" says.`,
      )
    syncFile(part)
    const sha256 = await sha256Of(part)
    const { size } = statSync(part)
    const whole = named.filter((name) => found.get(name) === 'whole')
    const lines = [
      `${sha256}  ${basename(to)}\n`,
      ...whole.map((name) => `${name}  ${relative(dirname(to), pathIn(files, name))}\n`),
    ]
    writeFileSync(checksumOf(to), lines.join(''), { mode: 0o600, flush: true })
    renameSync(part, to)
    syncFolder(dirname(to))
    done = true
    return { file: to, sha256, bytes: size, files: whole.length, checked }
  } finally {
    if (!done && !wasThere) rmSync(files, { recursive: true, force: true })
    for (const left of [part, `${part}-journal`]) rmSync(left, { force: true })
  }
}

const copyInto = (from: string, part: string): void => {
  try {
    const source = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT })
    try {
      source.prepare('vacuum into ?').run(part)
    } finally {
      source.close()
    }
    const copy = new DatabaseSync(part)
    try {
      // Overwrites deleted rows, so that their bytes are not in the file either.
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

/** A backup that matches its checksums. */
export interface Verified {
  readonly sha256: string
  /** The names of the documents’ files in it. */
  readonly files: readonly string[]
}

/**
 * Verifies a backup and its files against the checksums beside it. Throws a sentence where checksums are
 * missing or do not match.
 */
export const verifyChecksum = async (backup: string): Promise<Verified> => {
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`)
  const beside = checksumOf(backup)
  const [expected, ...files] = existsSync(beside) ? checksumsIn(readFileSync(beside, 'utf8')) : []
  if (expected === undefined)
    throw new Error(
      `${backup} has no checksum beside it (${basename(beside)}), so nobody can tell whether it is whole. Copy both files.`,
    )
  if ((await sha256Of(backup)) !== expected)
    throw new Error(
      `${backup} is not what was written: its checksum differs. Copy it again, or take another backup.`,
    )
  const damaged: string[] = []
  for (const name of files) if ((await verifyFile(filesOf(backup), name)) !== 'whole') damaged.push(name)
  if (damaged.length > 0)
    throw new Error(
      `${filesOf(backup)} is not what was written: ${damaged.length} of its ${files.length} files are missing or changed (first ${damaged[0]}). Copy the folder again with the backup, or take another backup.`,
    )
  return { sha256: expected, files }
}

/** The checksums in a file in the format of `sha256sum --check`: the first is the backup's own. */
const checksumsIn = (text: string): string[] =>
  text.split('\n').flatMap((line) => /^[0-9a-f]{64}(?= )/.exec(line)?.[0] ?? [])
