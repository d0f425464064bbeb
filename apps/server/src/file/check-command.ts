import { execFile } from 'node:child_process'
import type { FileCheck } from '@beatbook/contract'
import { type Refusal, refuse } from '@beatbook/domain'

/** The time limit of one check, in milliseconds. */
const TIMEOUT = 60_000

/** The most output of a check that is read, in bytes. */
const MOST_OUTPUT = 64 * 1024

/**
 * The environment variables that the command gets: it must not see the server's settings, some of which are
 * secret.
 */
const passedVariables = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'SystemRoot']

export interface CheckOptions {
  /** The command and its arguments, separated by spaces; the file's path is appended. */
  readonly command: string
  readonly log: { warn(fields: object, message: string): void }
  readonly time?: number
}

/**
 * Checks files by running a command without a shell. Exit code 0 accepts a file; anything else, a timeout or
 * a failure to start refuses it with `file-refused`.
 */
export const checkByCommand = ({ command, log, time = TIMEOUT }: CheckOptions): FileCheck => {
  const [program = '', ...given] = command.split(/\s+/).filter((part) => part !== '')
  const env = Object.fromEntries(
    passedVariables.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
  )
  return (path) =>
    new Promise((resolve) => {
      execFile(
        program,
        [...given, path],
        { timeout: time, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT, env, windowsHide: true },
        (error, stdout, stderr) => {
          if (error === null) return resolve(null)
          const refusal = refusalOf(error)
          log.warn(
            {
              event: 'file-refused',
              ...refusal.args,
              code: error.code,
              said: `${stdout}${stderr}`.slice(0, 1_000),
            },
            'a file was refused by FILE_CHECK_COMMAND',
          )
          resolve(refusal)
        },
      )
    })
}

/** A command that exited with a code found something; one that was killed timed out. */
const refusalOf = ({
  code,
  killed,
}: {
  code?: number | string | null
  killed?: boolean
}): Refusal<'file-refused'> =>
  refuse('file-refused', {
    because: typeof code === 'number' ? 'found' : killed === true ? 'time' : 'not-made',
  })
