import * as z from 'zod'
import { type ArgsIn, type Coded, parseCoded } from '../coded.ts'

/** The file's name. */
const name = z.string()

/**
 * The reasons why a file cannot be read, with the schemas of their arguments; `presentation` has a sentence
 * and a remedy for each. `seems` is what the file looks like, where that is known, and `part` the part of it
 * that is broken.
 */
const argsOf = {
  'empty-file': z.object({ name }),
  /**
   * Its size and the limit, in megabytes. A server that refuses a body by its size alone gives `limit`, in
   * bytes, and no name.
   */
  'too-large': z.object({
    name: name.optional(),
    megabytes: z.number().optional(),
    most: z.number().optional(),
    limit: z.number().optional(),
  }),
  /** The number of files in it, or their size in megabytes when unpacked. */
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
  /** What exceeds the limit (`columns`), and the limit. */
  'over-limit': z.object({ name, limit: z.string(), most: z.number() }),
  /** An error in the reader itself: `error` and `at` are for the server's log and are never in an answer. */
  'reader-fault': z.object({ name, error: z.string().optional(), at: z.string().optional() }),
}
type ReadFailureCode = keyof typeof argsOf
export const readFailureCodes = Object.keys(argsOf) as [ReadFailureCode, ...ReadFailureCode[]]

/** The arguments of each read failure, by its code. */
export type ReadFailureArgs = ArgsIn<typeof argsOf>

/**
 * A file that cannot be read: the reason with its arguments. With a code as type argument, only that failure.
 */
export type ReadFailure<C extends ReadFailureCode = ReadFailureCode> = Coded<ReadFailureArgs, C>

/** Creates a read failure. A code takes exactly its own arguments. */
export const readFailure = <C extends ReadFailureCode>(code: C, args: ReadFailureArgs[C]): ReadFailure<C> =>
  ({ code, args }) as ReadFailure<C>

/**
 * Parses a read failure as any server may have answered it; `null` for a code or arguments that this version
 * does not know.
 */
export const knownReadFailure = (failure: {
  readonly code: string
  readonly args: unknown
}): ReadFailure | null => parseCoded(argsOf, failure)
