import { escapedJson, visibleText } from '@beatbook/domain'

// Every string written to a terminal passes through `visibleText`: here for what commands print, in
// `screens/text.tsx` for the screens.

/** Writes a line of data to standard output. */
export const print = (line = ''): void => writeOut(`${line}\n`)

/** Writes a message to standard error, unless `--quiet` is set. */
export const say = (line: string): void => {
  if (!quiet) complain(line)
}

/** Writes an error message to standard error, even with `--quiet`. */
export const complain = (line: string): void => writeError(`${line}\n`)

/**
 * Prints one versioned JSON value on one line: the format of every verb's `--json`. Control characters are
 * escaped.
 */
export const printJson = (value: Record<string, unknown>): void =>
  void process.stdout.write(`${escapedJson(JSON.stringify({ v: 3, ...value }))}\n`)

/** Writes text of several lines unchanged, to standard output or error. */
export const writeOut = (text: string): void => void process.stdout.write(visibleText(text))
export const writeError = (text: string): void => void process.stderr.write(visibleText(text))

/**
 * Replaces the last line of a terminal with the current status; an empty line clears it. Does nothing where
 * standard error is not a terminal.
 */
export const showNow = (line: string): void => {
  if (!quiet && process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${line}`)
}

export const beQuiet = (): void => {
  quiet = true
}
let quiet = false
