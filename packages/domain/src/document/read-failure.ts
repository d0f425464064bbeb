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
  'over-limit',
  'reader-fault',
] as const

/**
 * A file that cannot be read. `args.name` is the file's name; `args.seems` says what it looks like, where
 * that is known. Of `over-limit`, `args.limit` names what there is too much of (`columns`) and `args.most`
 * how much there may be; of `reader-fault`, a fault of the reader's own, `args.error` and `args.at` are for
 * the server's log.
 */
export interface ReadFailure {
  readonly code: (typeof readFailureCodes)[number]
  readonly args: Readonly<Record<string, string | number>>
}
