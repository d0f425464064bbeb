import { escapedJson, visibleText } from '@beatbook/domain'
import { formatUsed, keepNote, type NoteCode } from './format.ts'

// Every string written to a terminal passes through `visibleText`: here for what commands print, in
// `screens/text.tsx` for the screens.

/** Writes a line of data to standard output. */
export const print = (line = ''): void => writeOut(`${line}\n`)

/**
 * Writes a message to standard error, unless `--quiet` is set. For programs it becomes a note of the envelope
 * that is printed next.
 */
export const say = (line: string, code: NoteCode = 'message'): void => {
  if (formatUsed() !== 'text') keepNote({ code, message: line })
  else warn(line)
}

/** Writes a message to standard error at once, in every format, unless `--quiet` is set. */
export const warn = (line: string): void => {
  if (!quiet) complain(line)
}

/** Writes an error message to standard error, even with `--quiet`. */
export const complain = (line: string): void => writeError(`${line}\n`)

/** Prints a JSON value on one line of standard output. Control characters are escaped. */
export const printJson = (value: unknown): void =>
  void process.stdout.write(`${escapedJson(JSON.stringify(value))}\n`)

/** Prints a JSON value on one line of standard error. Control characters are escaped. */
export const complainJson = (value: unknown): void =>
  void process.stderr.write(`${escapedJson(JSON.stringify(value))}\n`)

/** Writes text of several lines unchanged, to standard output or error. */
export const writeOut = (text: string): void => void process.stdout.write(visibleText(text))
export const writeError = (text: string): void => void process.stderr.write(visibleText(text))

/**
 * Replaces the last line of a terminal with the current status; an empty line clears it. Does nothing where
 * standard error is not a terminal.
 */
export const showNow = (line: string): void => {
  status = line
  replaceLine(line)
}

/** Shows the current status, or that the server is waited for, with the seconds it has taken; `null` ends that. */
export const showWait = (seconds: number | null): void =>
  replaceLine(seconds === null ? status : `${status || 'Waiting for the server…'} ${seconds} s`)

const replaceLine = (line: string): void => {
  if (!quiet && process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${line}`)
}
let status = ''

export const beQuiet = (is = true): void => {
  quiet = is
}
let quiet = false
