import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

/** Everything on standard input, as text. */
export const standardInput = (): string => readFileSync(0, 'utf8')

/**
 * Resolves a path against the person's working directory: pnpm runs scripts in the repository's root and
 * passes the original directory in `INIT_CWD`.
 */
export const pathGiven = (path: string): string =>
  isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path)
