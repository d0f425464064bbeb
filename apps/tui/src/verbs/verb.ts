import type { Command } from 'commander'

/**
 * A verb of the command line: its definition and its action. The definition is loaded completely; what the
 * action needs is imported when it runs.
 */
export type Verb = (program: Command) => void

/** The options of every query. */
export const asAtOption = [
  '--as-at <date>',
  'the record as it stood on that day, e.g. 2026-03-31, yesterday, 7d or "last month end"',
] as const
export const knownAtOption = [
  '--known-at <when>',
  'with only what was recorded by then: a day, or an instant such as 2026-03-31T17:00:00Z',
] as const
export const jsonOption = ['--json', 'versioned JSON on standard output'] as const
/** The options of a list that may be long. */
export const allOption = ['--all', 'every row, as where the output is not a terminal'] as const
export const nextOption = ['--next <cursor>', 'the rows after those of a page: its page.next'] as const
/** The argument for an action. */
export const addressArgument = ['<address>', 'charter/32, or 32 where one plan only has it'] as const
