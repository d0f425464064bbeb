import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  backupRecord,
  type Checked,
  checkRecord,
  checkServerRecord,
  checksumOf,
  filesOf,
  isDamage,
  misplacedRecord,
  restoreRecord,
} from '@beatbook/store'
import { databasePlace } from '../setting/database.ts'
import { readSettings } from '../setting/settings.ts'
import { failureWords, faultWords } from './words.ts'

/**
 * The output of an operator's command and its exit code: 0 done, 1 refused or faults found, 2 not understood.
 */
export interface Printed {
  readonly out: string
  readonly error: string
  readonly code: 0 | 1 | 2
}

/** The usage of the server's command line. */
export const usage = `Usage: beatbook-server [serve]              start the server
       beatbook-server backup FILE          write a backup to a new file, also while the server runs
       beatbook-server restore FILE         make a backup the record, where there is none
       beatbook-server check [FILE]         check the record, or a backup, also while the server runs

DATABASE_URL says which record is meant; one in PostgreSQL is only checked, pg_dump backs it up. --json prints one JSON object. docs/operating.md says more.
`

type Task = (database: string, file: string | undefined) => Promise<Done>

interface Done {
  readonly lines: readonly string[]
  readonly json: object
  readonly ok: boolean
}

const tasks: Readonly<Record<string, { readonly files: readonly [number, number]; readonly run: Task }>> = {
  backup: {
    files: [1, 1],
    run: async (database, file = '') => {
      const { checked, ...backup } = await backupRecord(database, file)
      const lines = [
        `Backed up ${counts(checked)} to ${backup.file} (${megabytes(backup.bytes)}).`,
        ...(backup.files === 0
          ? [`Its checksum stands in ${checksumOf(backup.file)}: copy both.`]
          : [
              `The originals of documents (${counted(backup.files, 'file')}) stand in ${filesOf(backup.file)}.`,
              `The checksums of all stand in ${checksumOf(backup.file)}: copy the three together.`,
            ]),
      ]
      return { lines: [...lines, ...faultLines(checked)], json: { ...backup, checked }, ok: true }
    },
  },
  restore: {
    files: [1, 1],
    run: async (database, file = '') => {
      const { checked, file: restored, files } = await restoreRecord(file, database)
      const lines = [
        `Restored ${counts(checked)}${files === 0 ? '' : ` and ${counted(files, 'file')}`} to ${restored}.`,
        'Start the server; everybody signs in again.',
      ]
      return { lines: [...lines, ...faultLines(checked)], json: { file: restored, files, checked }, ok: true }
    },
  },
  check: {
    files: [0, 1],
    run: async (database, file = database) => {
      const checked = await checkRecord(file)
      return verdictOf(file, checked, file === database ? misplacedRecord(file) : null)
    },
  },
}

const verdictOf = (file: string, checked: Checked, misplaced: string | null): Done => {
  const ok = checked.faults.length === 0 && misplaced === null
  const verdict = ok ? `${file} is well: ${counts(checked)}.` : `${file} is not well:`
  const leftOut =
    checked.leftOut.length === 0 || checked.faults.length > 0
      ? []
      : [
          'An earlier version wrote it: what is stored of plans and actions was not looked at. Start the server on it once.',
        ]
  const lines = [
    verdict,
    ...(misplaced === null ? [] : [`  ${misplaced}`]),
    ...faultLines(checked),
    ...leftOut,
  ]
  return { lines, json: { file, checked, misplaced }, ok }
}

const ofServer =
  'A record in PostgreSQL is backed up and restored by pg_dump and pg_restore, with a copy of FILES_FOLDER: docs/operating.md says how.'

/** Whether the arguments are an operator's command and do not start the server. */
export const isCommand = (given: readonly string[]): boolean =>
  given.length > 0 && !(given.length === 1 && given[0] === 'serve')

/** Runs an operator's command. Relative file names start at `from`. */
export const runCommand = async (
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  from: string,
): Promise<Printed> => {
  let json = false
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    json = values.json
    const [name = '', ...files] = positionals
    if (values.help) return { out: usage, error: '', code: 0 }
    const task = tasks[name]
    if (task === undefined) return failed(name, json, `There is no command "${name}".\n${usage}`, 2)
    if (files.length < task.files[0] || files.length > task.files[1])
      return failed(
        name,
        json,
        `"${name}" takes ${task.files[0] === 1 ? 'one file' : 'one file at most'}.\n${usage}`,
        2,
      )
    if (files.includes(''))
      return failed(name, json, `"${name}" needs the name of a file; the one given is empty.\n${usage}`, 2)
    const settings = readSettings(environment)
    if (!settings.ok) return failed(name, json, settings.error, 2)
    const place = databasePlace(settings.value)
    const { url, files: filesFolder } = place
    if (filesFolder !== null && name !== 'check') return failed(name, json, ofServer, 1)
    if (place.folder === null)
      return failed(name, json, 'DATABASE_URL names a record in memory, which has no file.', 2)
    const [file] = files.map((each) => resolve(from, each))
    const work =
      filesFolder !== null && file === undefined
        ? checkServerRecord(url, filesFolder).then((checked) => verdictOf('The record', checked, null))
        : task.run(place.file ?? '', file)
    const done = await work.catch((error: unknown) => failureWords(error))
    if (typeof done === 'string') return failed(name, json, done, 1)
    return {
      out: json
        ? `${JSON.stringify({ v: 1, command: name, ok: done.ok, ...done.json })}\n`
        : `${done.lines.join('\n')}\n`,
      error: '',
      code: done.ok ? 0 : 1,
    }
  } catch (error) {
    return failed(
      given[0] ?? '',
      json || given.includes('--json'),
      `${(error as Error).message}\n${usage}`,
      2,
    )
  }
}

const failed = (command: string, json: boolean, sentence: string, code: 1 | 2): Printed =>
  json
    ? {
        out: `${JSON.stringify({ v: 1, command, ok: false, error: sentence.split('\n')[0] })}\n`,
        error: '',
        code,
      }
    : { out: '', error: `${sentence.trimEnd()}\n`, code }

const counts = ({ plans, actions, events }: Checked): string =>
  `${counted(plans, 'plan')}, ${counted(actions, 'action')}, ${events === 1 ? '1 entry' : `${events} entries`}`
const counted = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`
const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

const faultLines = ({ faults }: Checked): string[] =>
  faults.flatMap(({ check, found, where }) => [
    `  ${faultWords({ check, where })} (${found}${isDamage(check) ? ', damage' : ''}):`,
    ...where.map((each) => `    ${each}`),
    ...(found > where.length ? [`    and ${found - where.length} more`] : []),
  ])
