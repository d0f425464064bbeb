import { execFile } from 'node:child_process'
import type { FileCheck } from '@beatbook/contract'
import { type Refusal, refuse } from '@beatbook/domain'

/** How long a check of one file may take, in milliseconds. */
const TIME = 60_000

/** What a check says of a file on its outputs, at most, in bytes. */
const MOST_SAID = 64 * 1024

/** Settings of the server are none of the command's business: some are secret. */
const handedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'SystemRoot']

export interface CheckOptions {
  /** The command and its arguments, with blanks between them; the file's path is its last argument. */
  readonly command: string
  readonly log: { warn(fields: object, message: string): void }
  readonly time?: number
}

/**
 * Looks at files by running a command, never through a shell: its exit code 0 lets a file in. Anything else
 * refuses it with `file-refused`, and so does a command that takes too long or cannot be run.
 */
export const checkByCommand = ({ command, log, time = TIME }: CheckOptions): FileCheck => {
  const [program = '', ...given] = command.split(/\s+/).filter((part) => part !== '')
  const env = Object.fromEntries(
    handedOn.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
  )
  return (path) =>
    new Promise((resolve) => {
      execFile(
        program,
        [...given, path],
        { timeout: time, killSignal: 'SIGKILL', maxBuffer: MOST_SAID, env, windowsHide: true },
        (error, out, said) => {
          if (error === null) return resolve(null)
          const refusal = refusalOf(error)
          log.warn(
            {
              event: 'file-refused',
              ...refusal.args,
              code: error.code,
              said: `${out}${said}`.slice(0, 1_000),
            },
            'a file was refused by FILE_CHECK_COMMAND',
          )
          resolve(refusal)
        },
      )
    })
}

/** A command that ran to its end and gave a code found something; one that was killed took too long. */
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
