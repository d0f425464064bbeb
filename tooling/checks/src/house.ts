import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/** A room of the house: a workspace package, by its folder. */
export interface Room {
  readonly folder: string
  readonly name: string
  readonly dependencies: readonly string[]
  readonly testDependencies: readonly string[]
}

/** Every workspace package under apps, packages and tooling. */
export const rooms = (): Room[] =>
  ['apps', 'packages', 'tooling'].flatMap((wing) =>
    readdirSync(join(root, wing))
      .map((name) => `${wing}/${name}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => {
        const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
          name: string
          dependencies?: Record<string, string>
          devDependencies?: Record<string, string>
        }
        return {
          folder,
          name: manifest.name,
          dependencies: Object.keys(manifest.dependencies ?? {}),
          testDependencies: Object.keys(manifest.devDependencies ?? {}),
        }
      }),
  )

/** The TypeScript files of a room, as paths from the root. */
export const sourcesOf = (room: Room): string[] =>
  ['src', 'test', 'bench']
    .map((part) => join(root, room.folder, part))
    .filter((part) => existsSync(part))
    .flatMap((part) => readdirSync(part, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

/** Whether a file is run by tests only. */
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing(?:\.ts$|\/)/.test(file)

/** What a file imports, as written. */
export const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^\s*(?:import|export)\b[^'"\n]*?from\s*['"]([^'"]+)['"]|^\s*(?:\}\s*from|import)\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
