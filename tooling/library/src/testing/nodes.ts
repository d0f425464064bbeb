import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The Node of a major version on this machine's path; `null` if there is none. */
export const nodeOfMajor = (major: number): string | null =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find(
      (node) =>
        existsSync(node) && execFileSync(node, ['--version'], { encoding: 'utf8' }).startsWith(`v${major}.`),
    ) ?? null
