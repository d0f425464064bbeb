import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Run } from './mutate.ts'
import { type Equivalent, type Tried, written } from './results.ts'

/**
 * The report at the end of a run. `equivalent` are survivors that no test can kill; they still count in the
 * score.
 */
export const reportOf = (root: string, run: Run, equivalent: readonly Equivalent[], seed: number): string => {
  const alive = run.tried.filter(({ outcome }) => outcome === 'survived' || outcome === 'no-test')
  const known = alive.filter((tried) => isEquivalent(root, tried, equivalent))
  const holes = alive.filter((tried) => !known.includes(tried))
  const timeouts = run.tried.filter(({ outcome }) => outcome === 'timeout').length
  const killed = run.tried.length - alive.length
  const minutes = run.seconds / 60
  return [
    ...holes.map((tried) => `${tried.outcome === 'no-test' ? 'NO TEST ' : 'SURVIVED'} ${written(tried)}`),
    '',
    `seed ${seed}: ${run.possible} mutants possible, ${run.chosen} chosen, ${run.tried.length} tried`,
    `${killed} killed (${timeouts} by time), ${alive.length} survived, of which ${known.length} are known to be equivalent`,
    `score ${share(killed, run.tried.length)}; without the equivalent ${share(killed, run.tried.length - known.length)}`,
    `${run.now} tried in this run, ${run.seconds.toFixed(0)} s${run.now > 0 ? `, ${(run.now / minutes).toFixed(0)} a minute` : ''}`,
  ].join('\n')
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`

const isEquivalent = (root: string, tried: Tried, equivalent: readonly Equivalent[]): boolean => {
  const code = readFileSync(join(root, tried.file), 'utf8').split('\n')[tried.line - 1]?.trim()
  return equivalent.some(
    (each) =>
      each.file === tried.file &&
      each.code === code &&
      each.was === tried.was.trim() &&
      each.becomes === tried.becomes.trim(),
  )
}
