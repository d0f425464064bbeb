import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.ts'

/** A sentence for each command and path in the README that does not exist; empty if all do. */
export const falseLinesOfReadme = (): string[] => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const scripts = (
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
  ).scripts
  const commands = [...readme.matchAll(/pnpm@12 ([a-z:-]+)/g)].map((found) => found[1] ?? '')
  const paths = [
    ...readme.matchAll(/`((?:apps|packages|tooling|docs)\/[\w./-]+)`|\]\(((?!https?:)[\w./-]+)\)/g),
  ].map((found) => found[1] ?? found[2] ?? '')
  return [
    ...commands
      .filter((command) => scripts[command] === undefined && command !== 'install')
      .map((command) => `README.md names the command "${command}", which package.json has not`),
    ...paths
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `README.md names ${path}, which is not there`),
  ]
}

/** The README's test command, which `.ci/run` must call. */
export const testCommandOfReadme = (): string | null =>
  /^(npx -y pnpm@12 test)$/m.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? null
