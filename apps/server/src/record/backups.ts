import { accessSync, constants, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Backup, checksumOf, filesOf, makeFolder } from '@beatbook/store'
import { failureWords } from './words.ts'

/**
 * The result of the last automatic backup: when the newest one began, and why the last attempt failed, if it
 * did.
 */
export interface LastBackup {
  /** When the newest backup in the folder began; `null` where existing is none. */
  readonly newest: string | null
  readonly failure: { readonly at: string; readonly sentence: string } | null
}

export interface BackupOptions {
  readonly folder: string
  readonly hours: number
  readonly keep: number
  /** `sharing` is the previous backup, whose files need not be copied again. */
  readonly backup: (to: string, sharing: string | null) => Promise<Backup>
  readonly now: () => string
  readonly log: { error(fields: object, message: string): void; info(fields: object, message: string): void }
}

const HOUR = 3_600_000
/** The first backup waits until the server has started, in milliseconds. */
const FIRST_DELAY = 60_000
/** After a failure the next attempt is sooner, in hours. */
const RETRY_HOURS = 1
/** The longest delay of a timer in Node, in milliseconds. */
const MOST_DELAY = 2 ** 31 - 1

const named = /^beatbook-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/

/**
 * Makes a backup every `hours`, based on the newest in the folder, and retains the newest `keep` of its own;
 * other files are not touched. A backup that fails or finds faults deletes nothing. `close` stops the
 * schedule; a backup in progress still completes.
 */
export const startBackups = ({ folder, hours, keep, backup, now, log }: BackupOptions) => {
  let failure: LastBackup['failure'] = null
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const make = async (): Promise<void> => {
    const at = now()
    const to = join(folder, `beatbook-${at.replace(/[:.]/g, '-')}.db`)
    try {
      for (const left of leftoversIn(folder)) rmSync(join(folder, left), { recursive: true, force: true })
      const { bytes, files, checked } = await backup(to, newestBackup(folder))
      failure = null
      log.info({ to, bytes, files }, 'a backup was made')
      if (checked.faults.length === 0)
        for (const old of ownIn(folder).slice(0, -keep)) remove(join(folder, old))
      else
        log.error({ to, faults: checked.faults }, 'the backup that was made has faults; older ones were left')
    } catch (error) {
      failure = { at: now(), sentence: failureWords(error) }
      log.error({ to, sentence: failure.sentence }, 'no backup could be made')
    }
  }
  const wait = (least: number): void => {
    if (closed) return
    const newest = failure?.at ?? newestIn(folder)
    const after = failure === null ? hours : Math.min(hours, RETRY_HOURS)
    const due = newest === null ? 0 : Date.parse(newest) + after * HOUR - Date.parse(now())
    const ms = Math.min(Math.max(due, least), hours * HOUR, MOST_DELAY)
    timer = setTimeout(() => void (due > ms ? Promise.resolve() : make()).then(() => wait(0)), ms).unref()
  }
  wait(Math.min(FIRST_DELAY, hours * HOUR))
  try {
    makeFolder(folder)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    failure = { at: now(), sentence: failureWords(error) }
    log.error({ folder, sentence: failure.sentence }, 'the folder of backups cannot be used')
  }

  return {
    last: (): LastBackup => ({ newest: newestIn(folder), failure }),
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** The server's own backups in a folder, oldest first. */
const ownIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => named.test(name))
        .sort()
    : []

/**
 * The path of the newest of the server's own backups in a folder; `null` where existing is none, or the folder
 * cannot be read.
 */
export const newestBackup = (folder: string): string | null => {
  try {
    const name = ownIn(folder).at(-1)
    return name === undefined ? null : join(folder, name)
  } catch {
    return null
  }
}

/** Leftovers of interrupted backups: partial databases, or files without a database. */
const leftoversIn = (folder: string): string[] => {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder)
  const existing = new Set(names)
  return names.filter((name) => {
    const [end] = ['.part', '.files'].filter((each) => name.endsWith(each))
    const backup = end === undefined ? '' : name.slice(0, -end.length)
    return named.test(backup) && (end === '.part' || !existing.has(backup))
  })
}

const newestIn = (folder: string): string | null =>
  ownIn(folder).at(-1)?.replace(named, '$1T$2:$3:$4.$5Z') ?? null

const remove = (backup: string): void => {
  for (const each of [backup, checksumOf(backup), filesOf(backup)])
    rmSync(each, { recursive: true, force: true })
}
