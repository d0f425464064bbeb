import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../../..', import.meta.url))

/** A workspace package, by its folder. */
export interface WorkspacePackage {
  readonly folder: string
  readonly name: string
  readonly dependencies: readonly string[]
  readonly testDependencies: readonly string[]
}

/** Every workspace package under apps, packages and tooling. */
export const workspacePackages = (): WorkspacePackage[] =>
  ['apps', 'packages', 'tooling'].flatMap((group) =>
    readdirSync(join(root, group))
      .map((name) => `${group}/${name}`)
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

/** The TypeScript files of a package, as paths from the root. */
export const sourcesOf = (pkg: WorkspacePackage): string[] =>
  ['src', 'test', 'bench']
    .map((part) => join(root, pkg.folder, part))
    .filter((part) => existsSync(part))
    .flatMap((part) => readdirSync(part, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

/** Whether a file runs in tests only. */
export const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing(?:\.ts$|\/)/.test(file)

/** The module specifiers of a file's imports, as written. */
export const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^\s*(?:import|export)\b[^'"\n]*?from\s*['"]([^'"]+)['"]|^\s*(?:\}\s*from|import)\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ].map((found) => found[1] ?? found[2] ?? found[3] ?? '')
