import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, root, sourcesOf, workspacePackages } from './packages.ts'

/** The files that may read a draft's rows, and why. All others read the states that a draft becomes. */
const readers: readonly { readonly place: RegExp; readonly because: string }[] = [
  { place: /\/src\/(?:features\/)?draft\//, because: 'the feature itself' },
  { place: /^packages\/documents\//, because: 'it makes drafts of documents' },
  { place: /^packages\/testkit\//, because: 'it builds drafts for tests' },
  { place: /^tooling\//, because: 'it measures what is read of documents' },
]

const row = /\b[dD]raft(?:Plan|Section|Action|Update|Stage|Owner)\b/

/**
 * A sentence for each file that imports the types or schemas of a draft's rows without being allowed to;
 * empty if there is none. Tests may.
 */
export const readersOfDraftRows = (): string[] =>
  workspacePackages()
    .flatMap(sourcesOf)
    .filter((file) => !isTest(file) && !mayReadRows(file))
    .flatMap((file) =>
      rowsNamedIn(readFileSync(join(root, file), 'utf8')).map(
        (name) => `${file} reads ${name}: outside draft/ a draft is read as the states it becomes (readPlan)`,
      ),
    )

/** Whether a file, by its path from the root, may read the rows of a draft. */
export const mayReadRows = (file: string): boolean => readers.some(({ place }) => place.test(file))

/** The names of a draft's rows in a source: imported, under any alias, or as a part of the draft's type. */
export const rowsNamedIn = (source: string): string[] => {
  const imported = [...source.matchAll(/^(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s*from\b/gm)]
    .flatMap((found) => (found[1] ?? '').split(','))
    .flatMap((name) => row.exec(name)?.[0] ?? [])
  const parts = [...source.matchAll(/\bDraft\['plans'\]/g)].map(([part]) => part)
  return [...new Set([...imported, ...parts])]
}
