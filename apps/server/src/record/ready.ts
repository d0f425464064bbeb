import { statfs } from 'node:fs/promises'
import { CLOCK_TOLERANCE, clockBehind, type RefusalCode } from '@beatbook/domain'
import type { LastBackup } from './backups.ts'

/** Why a server is not ready. */
export type NotReady =
  | 'database'
  | 'writing'
  | 'files-moved'
  | 'file-cut-short'
  | 'damage'
  | 'space'
  | 'clock-behind'

/** The answer of `/ready`. Instants are UTC. */
export interface Readiness {
  /**
   * Whether the record can be read and written. The status of the answer is 200 where it can, otherwise 503.
   */
  readonly ready: boolean
  readonly because: readonly NotReady[]
  /** Problems that need an operator but do not make the server unready. */
  readonly warnings: readonly ('backup-failed' | 'backup-late' | 'clock-behind' | 'files-missing')[]
  readonly version: string
  readonly migrations: number
  /** The last write, and the refusal it ended with, `null` where it succeeded. */
  readonly written: { readonly at: string; readonly failure: RefusalCode | null } | null
  /** The last read that failed because of storage. */
  readonly readFailure: { readonly at: string; readonly failure: RefusalCode } | null
  /**
   * SQLite’s `quick_check`: when it ended, and the number of problems (10 at most). `null` until it has run.
   */
  readonly quickCheck: { readonly at: string; readonly complaints: number } | null
  /**
   * How many files documents and drafts refer to, and how many of those are missing; `null` until counted.
   */
  readonly files: { readonly named: number; readonly missing: number } | null
  /** Free space where the record is stored, in bytes; `null` for a record in memory. */
  readonly freeBytes: number | null
  /** How far the clock is behind the newest entry, in seconds. */
  readonly clockBehindSeconds: number
  /** The automatic backups; `null` where none are configured. */
  readonly backup: {
    readonly newest: string | null
    readonly ageHours: number | null
    readonly failedAt: string | null
  } | null
}

export interface ReadinessParts {
  readonly version: string
  readonly now: () => string
  /** The folder of the record; `null` for one in memory. */
  readonly folder: string | null
  readonly store: {
    state(): Promise<{ ok: boolean; migrations: readonly string[] }>
    condition(): {
      written: Readiness['written']
      readFailure: Readiness['readFailure']
      place: 'moved' | 'cut-short' | null
      quickCheck: { at: string; complaints: readonly string[] } | null
      files: { named: number; missing: number } | null
    }
    tryWriting(): Promise<void>
    newestRecordedAt(): string | null
    /** Whether recording is stopped: the clock is behind, and nobody has accepted that. */
    clockStops(): Promise<boolean>
  }
  readonly backups: { readonly hours: number; last(): LastBackup } | null
}

/** With less free space than this, in bytes, the record may fill the disk between two checks. */
const LEAST_FREE = 50_000_000

/**
 * After a failed write, a request to `/ready` tries writing again, but not more often than this, in
 * milliseconds.
 */
const RETRY_INTERVAL = 2_000

/** Reports whether the server is ready, and what an operator should know. */
export const readinessOf =
  ({ version, now, folder, store, backups }: ReadinessParts) =>
  async (): Promise<Readiness> => {
    const before = store.condition().written
    if (before?.failure != null && Date.parse(now()) - Date.parse(before.at) > RETRY_INTERVAL)
      await store.tryWriting()
    const { ok, migrations } = await store.state()
    const { written, readFailure, place, quickCheck, files } = store.condition()
    const freeBytes =
      folder === null
        ? null
        : await statfs(folder).then(
            ({ bavail, bsize }) => bavail * bsize,
            () => null,
          )
    const behind = clockBehind(store.newestRecordedAt(), now())
    const stops = ok && behind > CLOCK_TOLERANCE && (await store.clockStops().catch(() => true))
    const reasons: Readonly<Record<NotReady, boolean>> = {
      database: !ok,
      writing: written?.failure != null,
      'files-moved': place === 'moved',
      'file-cut-short': place === 'cut-short',
      damage: (quickCheck?.complaints.length ?? 0) > 0,
      space: freeBytes !== null && freeBytes < LEAST_FREE,
      'clock-behind': stops,
    }
    const because = (Object.keys(reasons) as NotReady[]).filter((reason) => reasons[reason])
    const last = backups?.last() ?? null
    const age = last?.newest == null ? null : (Date.parse(now()) - Date.parse(last.newest)) / 3_600_000
    const warnings = [
      ...(behind > CLOCK_TOLERANCE && !stops ? (['clock-behind'] as const) : []),
      ...(last?.failure != null ? (['backup-failed'] as const) : []),
      ...(backups !== null && age !== null && age > 2 * backups.hours ? (['backup-late'] as const) : []),
      ...(files !== null && files.missing > 0 ? (['files-missing'] as const) : []),
    ]
    return {
      ready: because.length === 0,
      because,
      warnings,
      version,
      migrations: migrations.length,
      written,
      readFailure,
      quickCheck:
        quickCheck === null ? null : { at: quickCheck.at, complaints: quickCheck.complaints.length },
      files: files === null ? null : { named: files.named, missing: files.missing },
      freeBytes,
      clockBehindSeconds: Math.round(behind / 1_000),
      backup:
        last === null
          ? null
          : {
              newest: last.newest,
              ageHours: age === null ? null : Math.round(age * 100) / 100,
              failedAt: last.failure?.at ?? null,
            },
    }
  }
