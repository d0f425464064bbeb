import { dirname, join, normalize } from 'node:path'
import { importsOf, isTest, sourcesOf, type WorkspacePackage, workspacePackages } from './packages.ts'

/** One import from a folder to another of the same package. */
interface Step {
  readonly from: string
  readonly to: string
  /** The importing file and the imported one, as paths from the root. */
  readonly file: string
  readonly imports: string
}

/**
 * A sentence for each cycle between the folders of a package, including imports of types; empty if there is
 * none.
 */
export const foldersInCycles = (): string[] =>
  workspacePackages().flatMap((pkg) => {
    const steps = stepsOf(pkg)
    return cyclesIn(steps).map((folders) => {
      const within = new Set(folders)
      const lines = steps
        .filter((step) => within.has(step.from) && within.has(step.to))
        .map((step) => `  ${step.from} <- ${step.to}: ${step.file} imports ${step.imports}`)
      return [`${pkg.folder}: the folders ${folders.join(', ')} import each other in a cycle`, ...lines].join(
        '\n',
      )
    })
  })

/**
 * The imports between the folders of a package. Tests are left out: a test may import anything of its
 * package.
 */
const stepsOf = (pkg: WorkspacePackage): Step[] =>
  sourcesOf(pkg)
    .filter((file) => file.startsWith(`${pkg.folder}/src/`) && !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith('.'))
        .map((to) => normalize(join(dirname(file), to)))
        .map((imports) => ({ from: folderOf(pkg, file), to: folderOf(pkg, imports), file, imports }))
        .filter((step) => step.from !== step.to),
    )

/**
 * The feature a file belongs to: the first folder below `src` (below `src/features` on the web); a file at
 * the top is one of its own.
 */
const folderOf = (pkg: WorkspacePackage, file: string): string => {
  const [first = '', second, third] = file.slice(`${pkg.folder}/src/`.length).split('/')
  return first === 'features' && third !== undefined ? `${first}/${second}` : first
}

/** The strongly connected groups of folders. */
export const cyclesIn = (steps: readonly Pick<Step, 'from' | 'to'>[]): string[][] => {
  const next = new Map<string, Set<string>>()
  for (const { from, to } of steps) next.set(from, (next.get(from) ?? new Set()).add(to))
  const reached = new Map([...next.keys()].map((folder) => [folder, reachOf(folder, next)]))
  const groups = new Map<string, string[]>()
  for (const [folder, reach] of reached) {
    if (!reach.has(folder)) continue
    const group = [...reach].filter((other) => reached.get(other)?.has(folder)).sort()
    groups.set(group.join(' '), group)
  }
  return [...groups.values()]
}

const reachOf = (start: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> => {
  const reach = new Set<string>()
  const open = [start]
  for (let folder = open.pop(); folder !== undefined; folder = open.pop())
    for (const to of next.get(folder) ?? [])
      if (!reach.has(to)) {
        reach.add(to)
        open.push(to)
      }
  return reach
}
