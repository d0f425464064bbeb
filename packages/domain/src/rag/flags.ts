import { foundInRules, type RagRulesFlag, type RagRulesPath } from './finding.ts'
import { regionsOf } from './region.ts'
import type { Condition, RagRules } from './rules.ts'
import { satisfiable } from './satisfy.ts'
import { codesOf } from './vocabulary.ts'

/**
 * What is odd in rules, each with its place: a condition that nothing can meet (`contradiction`, including an
 * empty any), a rule that everything meets (`always-true`), one after others that always decide first
 * (`unreachable-rule`), a level no rule gives (`level-unused`). Decided over every combination of values the
 * facts can have; `undecided` where that takes too long.
 */
export const flagsOf = (ragRules: RagRules): RagRulesFlag[] => {
  const regions = regionsOf(ragRules, codesOf)
  const effort = { left: EFFORT }
  const possible: Possible = (conditions) => satisfiable(conditions, regions, effort)
  const rules = ragRules.rules.map((_, at) => judged(ragRules, at, possible))
  const none = possible(ragRules.rules.map(({ when }) => ({ not: when })))
  const given = new Set([
    ...ragRules.rules.filter((_, at) => rules[at]?.reachable !== false).map(({ level }) => level),
    ...(none === false ? [] : [ragRules.otherwise]),
  ])
  const unused = ragRules.levels.flatMap(({ code }, at) =>
    given.has(code) ? [] : [foundInRules('level-unused', ['levels', at], { level: code })],
  )
  return [...rules.flatMap(({ flags }) => flags), ...unused]
}

/** The maximum number of tests in one check, well under a second's work. */
const EFFORT = 2_000_000

/** Whether some facts meet all of the conditions; `null`: undecided. */
type Possible = (conditions: readonly Condition[]) => boolean | null

const judged = (
  ragRules: RagRules,
  at: number,
  possible: Possible,
): { reachable: boolean | null; flags: RagRulesFlag[] } => {
  const rule = ragRules.rules[at]
  if (rule === undefined) return { reachable: false, flags: [] }
  const path = ['rules', at]
  const args = { rule: rule.id }
  const contradictions = contradictionsIn(rule.when, [...path, 'when'], possible).map((place) =>
    foundInRules('contradiction', place, args),
  )
  if (possible([rule.when]) === false) return { reachable: false, flags: contradictions }
  const before = ragRules.rules.slice(0, at)
  const reachable = possible([rule.when, ...before.map(({ when }) => ({ not: when }))])
  const behind = before.find(({ when }) => possible([rule.when, { not: when }]) === false)
  const always = possible([{ not: rule.when }])
  return {
    reachable,
    flags: [
      ...contradictions,
      ...(reachable === false
        ? [foundInRules('unreachable-rule', path, { ...args, behind: behind?.id ?? '' })]
        : []),
      ...(always === false ? [foundInRules('always-true', [...path, 'when'], args)] : []),
      ...(reachable === null || always === null ? [foundInRules('undecided', path, args)] : []),
    ],
  }
}

/** The paths to the smallest parts of a condition that nothing can meet. */
const contradictionsIn = (condition: Condition, path: RagRulesPath, possible: Possible): RagRulesPath[] => {
  const inner =
    'fact' in condition || 'not' in condition
      ? []
      : 'all' in condition
        ? condition.all.flatMap((each, at) => contradictionsIn(each, [...path, 'all', at], possible))
        : condition.any.flatMap((each, at) => contradictionsIn(each, [...path, 'any', at], possible))
  if (inner.length > 0) return inner
  return possible([condition]) === false ? [path] : []
}
