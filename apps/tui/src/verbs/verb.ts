import type { Command } from 'commander'

/** A verb of the command line: how it is written, and what it does. Loaded whole; what it needs to run it imports when run. */
export type Verb = (program: Command) => void

/** The option every question about the record takes. */
export const asAtOption = ['--as-at <date>', 'the record as it stood on that day, e.g. 2026-03-31 or "31 March 2026"'] as const
export const jsonOption = ['--json', 'versioned JSON on standard output'] as const
