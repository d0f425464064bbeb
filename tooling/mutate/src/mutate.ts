import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyOf } from './copy.ts'
import { type Mutant, mutantsOf, mutated, sampleOf } from './mutants.ts'
import { nearestTests, sourcesOf } from './nearest.ts'
import { note, type Tried, triedBefore } from './results.ts'
import { createTester } from './tester.ts'

export interface Wish {
  /** The workspace, and the package in it: `packages/domain`. */
  readonly root: string
  readonly folder: string
  /** Only files whose path from the root begins with one of these; all if empty. */
  readonly under: readonly string[]
  /** Only these kinds of change; all if empty. */
  readonly operators: readonly string[]
  readonly seed: number
  /** The maximum number of mutants. */
  readonly mutants: number
  /** No new mutant is started after this many seconds. */
  readonly seconds: number
  /**
   * A mutant is killed if its tests take this many ms longer than all the tests take on the unchanged
   * sources.
   */
  readonly patience: number
  /** The file to which results are appended; mutants in it are not tried again. */
  readonly results: string
  /** Try survivors again. */
  readonly again: boolean
  /** Run the rest of the package's tests on mutants that survive the nearest ones. */
  readonly whole: boolean
  readonly report: (tried: Tried) => void
  /** Ends the run after the current mutant. */
  readonly stop: AbortSignal
}

export interface Run {
  /** All mutants of the selected files, from which the sample was taken. */
  readonly possible: number
  /** The size of the sample. */
  readonly chosen: number
  /** The sample's mutants with a result, of this run or an earlier one. */
  readonly tried: readonly Tried[]
  /** The number of mutants that this run tried, and the seconds it took, without the start. */
  readonly now: number
  readonly seconds: number
}

/**
 * Tries a sample of mutants. Throws an Error if the tests fail on the unchanged sources: then results for
 * mutants would mean nothing.
 */
export const mutate = async (wish: Wish): Promise<Run> => {
  const { root, folder } = wish
  const sources = sourcesOf(root, folder)
  const isWanted = (operator: string) => wish.operators.length === 0 || wish.operators.includes(operator)
  const files = sources.sources.filter(
    (file) => wish.under.length === 0 || wish.under.some((under) => file.startsWith(under)),
  )
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]))
  const all = files
    .flatMap((file) => mutantsOf(file, texts.get(file) ?? ''))
    .filter(({ operator }) => isWanted(operator))
  const sample = sampleOf(all, wish.seed, wish.mutants)
  const before = triedBefore(wish.results)
  const isOpen = ({ id }: Mutant) => {
    const outcome = before.get(id)?.outcome
    return outcome === undefined || (wish.again && (outcome === 'survived' || outcome === 'no-test'))
  }

  const nearest = new Map<string, string[]>()
  const nearOf = ({ file }: Mutant): string[] => {
    const tests = nearest.get(file) ?? nearestTests(sources, file)
    nearest.set(file, tests)
    return tests
  }
  const copy = copyOf(root)
  const tester = createTester(copy, folder, ({ file }) =>
    writeFileSync(join(copy, file), texts.get(file) ?? ''),
  )
  let limit = 0
  const verdict = (mutant: Mutant, tests: readonly string[]) =>
    tester.run({ file: mutant.file, text: mutated(texts.get(mutant.file) ?? '', mutant), tests }, limit)
  const tryOne = async (mutant: Mutant): Promise<Tried> => {
    const near = nearOf(mutant)
    const rest = wish.whole ? sources.tests.filter((test) => !near.includes(test)) : []
    if (near.length + rest.length === 0) return { ...mutant, outcome: 'no-test', by: null, whole: wish.whole }
    let by = near.length > 0 ? await verdict(mutant, near) : null
    if (by === null && rest.length > 0) by = await verdict(mutant, rest)
    const outcome = by === null ? 'survived' : by === 'timeout' ? 'timeout' : 'killed'
    return { ...mutant, outcome, by: outcome === 'killed' ? by : null, whole: wish.whole }
  }
  let now = 0
  let began = performance.now()
  try {
    // In the order of the sample, so that the mutants left when time runs out are as random as the others.
    const open = sample.filter(isOpen)
    const [first] = open
    if (first !== undefined) {
      const tests = wish.whole ? sources.tests : [...new Set(open.flatMap(nearOf))]
      const failed = await tester.run({ file: first.file, text: texts.get(first.file) ?? '', tests }, 600_000)
      if (failed !== null) throw new Error(`The tests fail without a mutant: ${failed}`)
      limit = wish.patience + (performance.now() - began)
      began = performance.now()
    }
    for (const mutant of open) {
      if (wish.stop.aborted || performance.now() - began > wish.seconds * 1_000) break
      const tried = await tryOne(mutant)
      before.set(tried.id, tried)
      note(wish.results, tried)
      wish.report(tried)
      now++
    }
  } finally {
    await tester.stop()
    rmSync(copy, { recursive: true, force: true })
  }
  const tried = sample.flatMap(({ id }) => before.get(id) ?? [])
  return {
    possible: all.length,
    chosen: sample.length,
    tried,
    now,
    seconds: (performance.now() - began) / 1_000,
  }
}
