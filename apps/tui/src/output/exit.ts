/** The exit codes. `beatbook --help` and `docs/command-line.md` print this table. */
export const exitCodes = {
  ok: 0,
  fault: 1,
  usage: 2,
  signedOut: 3,
  forbidden: 4,
  notFound: 5,
  stale: 6,
  refused: 7,
  interrupted: 130,
  terminated: 143,
} as const
export type ExitName = keyof typeof exitCodes

export const exitMeanings: Record<ExitName, string> = {
  ok: 'done',
  fault: 'a file that cannot be read, or a server that does not answer',
  usage: 'the command was written wrongly, or an address is ambiguous',
  signedOut: 'not signed in',
  forbidden: 'signed in, but your role does not allow it',
  notFound: 'no such plan, action, draft or update',
  stale: 'changed by somebody since you read it, or sent before with other content',
  refused: 'a check of severity error failed, or the server refused it; the message says which',
  interrupted: 'interrupted with Ctrl-C',
  terminated: 'ended by SIGTERM',
}

/** What went wrong, as data: the code of a refusal with its arguments, or only how the command ended. */
export interface Cause {
  readonly code: string
  readonly args: object
}

/**
 * An error that the user must act on: what went wrong, what to try, the exit code, and the same as data.
 * Thrown by verbs, caught once in `main`.
 */
export class Stop extends Error {
  readonly exit: ExitName
  readonly hint: string | null
  readonly why: Cause
  constructor(exit: ExitName, message: string, hint: string | null = null, why: Cause | null = null) {
    super(message)
    this.exit = exit
    this.hint = hint
    this.why = why ?? { code: exitWords[exit], args: {} }
  }
}

/** The code of an error that has none of its own, by how the command ends. */
export const exitWords: Record<ExitName, string> = {
  ok: 'ok',
  fault: 'fault',
  usage: 'usage',
  signedOut: 'not-signed-in',
  forbidden: 'not-allowed',
  notFound: 'not-found',
  stale: 'stale',
  refused: 'refused',
  interrupted: 'interrupted',
  terminated: 'terminated',
}
