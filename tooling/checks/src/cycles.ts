import { dirname, join, normalize } from 'node:path'
import { importsOf, isTest, type Room, rooms, sourcesOf } from './house.ts'

/** One import that leads from a folder to another of the same package. */
interface Step {
  readonly from: string
  readonly to: string
  /** The file that imports, and what it imports, as paths from the root. */
  readonly file: string
  readonly imports: string
}

/**
 * Sentences about every cycle between the folders of a package, imports of types included; empty when there
 * is none.
 */
export const foldersInCycles = (): string[] =>
  rooms().flatMap((room) => {
    const steps = stepsOf(room)
    return cyclesIn(steps).map((folders) => {
      const within = new Set(folders)
      const lines = steps
        .filter((step) => within.has(step.from) && within.has(step.to))
        .map((step) => `  ${step.from} <- ${step.to}: ${step.file} imports ${step.imports}`)
      return [
        `${room.folder}: the folders ${folders.join(', ')} import each other in a cycle`,
        ...lines,
      ].join('\n')
    })
  })

/**
 * The imports between the folders of a package. Tests are left out: a test may reach for anything of its
 * package.
 */
const stepsOf = (room: Room): Step[] =>
  sourcesOf(room)
    .filter((file) => file.startsWith(`${room.folder}/src/`) && !isTest(file))
    .flatMap((file) =>
      importsOf(file)
        .filter((to) => to.startsWith('.'))
        .map((to) => normalize(join(dirname(file), to)))
        .map((imports) => ({ from: folderOf(room, file), to: folderOf(room, imports), file, imports }))
        .filter((step) => step.from !== step.to),
    )

/**
 * The feature a file belongs to: the first folder below `src` (below `src/features` on the web); a file at
 * the top is one of its own.
 */
const folderOf = (room: Room, file: string): string => {
  const [first = '', second, third] = file.slice(`${room.folder}/src/`.length).split('/')
  return first === 'features' && third !== undefined ? `${first}/${second}` : first
}

/** The groups of folders of which each reaches every other. */
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
