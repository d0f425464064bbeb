import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'

/** Everything on standard input, as text. */
export const standardInput = (): string => readFileSync(0, 'utf8')

/**
 * A path as the person meant it: pnpm runs scripts in the repository's root and keeps where they stood in
 * `INIT_CWD`.
 */
export const pathGiven = (path: string): string =>
  isAbsolute(path) ? path : resolve(process.env.INIT_CWD ?? process.cwd(), path)
