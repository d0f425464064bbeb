/** Writes data to standard output, one line. */
export const print = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

/** Writes a message to a person, to standard error, unless `--quiet` silenced them. */
export const say = (line: string): void => {
  if (!quiet) process.stderr.write(`${line}\n`)
}

/** One versioned JSON value on one line: the form of every verb's `--json`. */
export const printJson = (value: Record<string, unknown>): void => print(JSON.stringify({ v: 1, ...value }))

export const beQuiet = (): void => {
  quiet = true
}
let quiet = false
