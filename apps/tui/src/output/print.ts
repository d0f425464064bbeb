import { escapedJson, visibleText } from '@beatbook/domain'

// Every string on its way to a terminal passes through `visibleText`: here for what commands print, in
// `screens/text.tsx` for the screens.

/** Writes data to standard output, one line. */
export const print = (line = ''): void => writeOut(`${line}\n`)

/** Writes a message to a person, to standard error, unless `--quiet` silenced them. */
export const say = (line: string): void => {
  if (!quiet) complain(line)
}

/** Writes why a command failed, to standard error, `--quiet` or not. */
export const complain = (line: string): void => writeError(`${line}\n`)

/**
 * One versioned JSON value on one line: the form of every verb's `--json`. Characters that would act on a
 * terminal are escaped.
 */
export const printJson = (value: Record<string, unknown>): void =>
  void process.stdout.write(`${escapedJson(JSON.stringify({ v: 3, ...value }))}\n`)

/** Writes text of several lines as it stands, to standard output or error. */
export const writeOut = (text: string): void => void process.stdout.write(visibleText(text))
export const writeError = (text: string): void => void process.stderr.write(visibleText(text))

/**
 * Writes over the last line of a terminal what is going on at the moment; an empty line takes it away. Where
 * standard error is no terminal nothing is written.
 */
export const showNow = (line: string): void => {
  if (!quiet && process.stderr.isTTY === true) process.stderr.write(`\r\u001b[K${line}`)
}

export const beQuiet = (): void => {
  quiet = true
}
let quiet = false
