import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { importsOf, parsed } from './syntax.ts'

/** The files of a package, as paths from the root. */
export interface Sources {
  /** The files that can be mutated: below `src`, neither a test nor in a folder `testing`. */
  readonly sources: readonly string[]
  readonly tests: readonly string[]
  /** The files of the package that each file imports by a relative path. */
  readonly imports: ReadonlyMap<string, readonly string[]>
}

/** The files of the package in `folder` (from `root`). */
export const sourcesOf = (root: string, folder: string): Sources => {
  const files = ['src', 'test'].flatMap((part) => filesBelow(root, join(folder, part)))
  const imports = files.map((file): [string, string[]] => [file, importedBy(root, file)])
  return {
    sources: files.filter(
      (file) => file.startsWith(join(folder, 'src')) && !/\.test\.tsx?$|\/testing(?:\.ts$|\/)/.test(file),
    ),
    tests: files.filter((file) => /(?<!\.full)\.test\.tsx?$/.test(file)),
    imports: new Map(imports),
  }
}

const filesBelow = (root: string, folder: string): string[] => {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .toSorted()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const importedBy = (root: string, file: string): string[] =>
  importsOf(parsed(file, readFileSync(join(root, file), 'utf8'))).flatMap((to) =>
    to.startsWith('.') ? [normalize(join(dirname(file), to))] : [],
  )

/**
 * The tests nearest to a source: those of its folder, and those that import it through the fewest steps.
 * Empty if there are none.
 */
export const nearestTests = ({ tests, imports }: Sources, file: string): string[] => {
  const steps = tests.map((test) => stepsTo(imports, test, file))
  const fewest = Math.min(...steps)
  return tests.filter(
    (test, at) =>
      dirname(test) === dirname(file) || (steps[at] === fewest && fewest < Number.POSITIVE_INFINITY),
  )
}

const stepsTo = (imports: Sources['imports'], from: string, to: string): number => {
  let reached = new Set([from])
  const seen = new Set(reached)
  for (let steps = 0; reached.size > 0; steps++) {
    if (reached.has(to)) return steps
    reached = new Set(
      [...reached].flatMap((file) => imports.get(file) ?? []).filter((file) => !seen.has(file)),
    )
    for (const file of reached) seen.add(file)
  }
  return Number.POSITIVE_INFINITY
}
