import * as z from 'zod'
import { type ArgsIn, type Coded, parseCoded } from '../coded.ts'

/** The file's name. */
const name = z.string()

/**
 * Why a file cannot be read, with the shape of its arguments; `presentation` has a sentence and a remedy for
 * each. `seems` says what the file looks like, where that is known, and `part` is the part of it that is
 * broken.
 */
const argsOf = {
  'empty-file': z.object({ name }),
  /**
   * What it has and may have at most, in megabytes. A server that refuses a body by its size alone gives
   * `limit`, in bytes, and no name.
   */
  'too-large': z.object({
    name: name.optional(),
    megabytes: z.number().optional(),
    most: z.number().optional(),
    limit: z.number().optional(),
  }),
  /** How many files are in it, or how many megabytes they would take. */
  'zip-bomb': z.object({
    name,
    entries: z.number().optional(),
    megabytes: z.number().optional(),
    part: z.string().optional(),
  }),
  'not-a-document': z.object({ name, seems: z.string().optional() }),
  'broken-archive': z.object({ name, part: z.string().optional() }),
  encrypted: z.object({ name }),
  'unsupported-format': z.object({ name, seems: z.string() }),
  'nothing-recognised': z.object({ name }),
  'time-limit': z.object({ name, seconds: z.number() }),
  /** What there is too much of (`columns`), and how much there may be. */
  'over-limit': z.object({ name, limit: z.string(), most: z.number() }),
  /** A fault of the reader's own: `error` and `at` are for the server's log and are never answered. */
  'reader-fault': z.object({ name, error: z.string().optional(), at: z.string().optional() }),
}
type ReadFailureCode = keyof typeof argsOf
export const readFailureCodes = Object.keys(argsOf) as [ReadFailureCode, ...ReadFailureCode[]]

/** The arguments of each read failure, by its code. */
export type ReadFailureArgs = ArgsIn<typeof argsOf>

/** A file that cannot be read: the reason, and the arguments it has. With a code, that failure alone. */
export type ReadFailure<C extends ReadFailureCode = ReadFailureCode> = Coded<ReadFailureArgs, C>

/** Makes a read failure. A code takes exactly its own arguments. */
export const readFailure = <C extends ReadFailureCode>(code: C, args: ReadFailureArgs[C]): ReadFailure<C> =>
  ({ code, args }) as ReadFailure<C>

/**
 * A read failure as any server may have answered it; `null` for a code or arguments that this version does
 * not know.
 */
export const knownReadFailure = (failure: {
  readonly code: string
  readonly args: unknown
}): ReadFailure | null => parseCoded(argsOf, failure)
