import type { FactName, Value } from './fact.ts'
import { meets } from './meets.ts'
import type { Region } from './region.ts'
import { type Condition, testsOf } from './rules.ts'

/**
 * The number of tests that may still be made: shared by all questions about the same rules, so that their
 * check ends in time.
 */
export interface Effort {
  left: number
}

/**
 * Whether some facts meet every one of the conditions; `null` where the effort ran out first. Exact: a fact's
 * regions are all the values it can have, and a branch ends as soon as the chosen values decide it.
 */
export const satisfiable = (
  conditions: readonly Condition[],
  regions: ReadonlyMap<FactName, readonly Region[]>,
  effort: Effort,
): boolean | null => {
  const names = [...new Set(conditions.flatMap(testsOf).map(({ fact }) => fact))]
  const chosen = new Map<FactName, Value | null>()
  const search = (at: number): boolean | null => {
    const outcomes = conditions.map((condition) => outcome(condition, chosen, effort))
    if (outcomes.includes(false)) return false
    if (!outcomes.includes(null)) return true
    const name = names[at]
    if (name === undefined) return false
    let undecided = false
    for (const { sample } of regions.get(name) ?? []) {
      if (effort.left <= 0) return null
      chosen.set(name, sample)
      const found = search(at + 1)
      if (found === true) return true
      if (found === null) undecided = true
    }
    chosen.delete(name)
    return undecided ? null : false
  }
  return search(0)
}

/** Whether the chosen values meet a condition; `null` where that depends on a fact not yet chosen. */
const outcome = (
  condition: Condition,
  chosen: ReadonlyMap<FactName, Value | null>,
  effort: Effort,
): boolean | null => {
  effort.left--
  if ('fact' in condition)
    return chosen.has(condition.fact) ? meets(chosen.get(condition.fact), condition.is, condition.than) : null
  if ('not' in condition) {
    const inner = outcome(condition.not, chosen, effort)
    return inner === null ? null : !inner
  }
  const [inner, settles] = 'all' in condition ? [condition.all, false] : [condition.any, true]
  const outcomes = inner.map((each) => outcome(each, chosen, effort))
  if (outcomes.includes(settles)) return settles
  return outcomes.includes(null) ? null : !settles
}
