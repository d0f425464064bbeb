/** Why a file cannot be read, as codes; `presentation` has a sentence and a remedy for each. */
export const readFailureCodes = [
  'empty-file',
  'too-large',
  'zip-bomb',
  'not-a-document',
  'broken-archive',
  'encrypted',
  'unsupported-format',
  'nothing-recognised',
  'time-limit',
] as const

/** A file that cannot be read. `args.name` is the file's name; `args.seems` says what it looks like, where that is known. */
export interface ReadFailure {
  readonly code: (typeof readFailureCodes)[number]
  readonly args: Readonly<Record<string, string | number>>
}
