import { regionsOf } from './region.ts'
import { satisfiable } from './satisfy.ts'
import type { Condition, RagScheme } from './scheme.ts'
import { codesOf } from './vocabulary.ts'

/** Everything odd in a scheme that can be saved all the same. The sentence of each stands in `presentation`. */
export const schemeFlagCodes = ['always-true', 'contradiction', 'level-unused', 'undecided', 'unreachable-rule'] as const

/** Something odd in a scheme: its code, the path to its place and the arguments of its sentence. */
export interface SchemeFlag {
  readonly code: (typeof schemeFlagCodes)[number]
  readonly path: readonly (string | number)[]
  readonly args: Readonly<Record<string, string>>
}

/**
 * What is odd in a scheme, each with its place: a condition that nothing can meet (`contradiction`, an empty any among them), a
 * rule that everything meets (`always-true`), one behind others that take all it would (`unreachable-rule`), a level nothing
 * gives (`level-unused`). Decided over every combination of values the facts can have; where that is too much, `undecided`.
 */
export const flagsOf = (scheme: RagScheme): SchemeFlag[] => {
  const regions = regionsOf(scheme, codesOf)
  const effort = { left: EFFORT }
  const possible: Possible = (conditions) => satisfiable(conditions, regions, effort)
  const rules = scheme.rules.map((_, at) => judged(scheme, at, possible))
  const none = possible(scheme.rules.map(({ when }) => ({ not: when })))
  const given = new Set([
    ...scheme.rules.filter((_, at) => rules[at]?.reachable !== false).map(({ level }) => level),
    ...(none === false ? [] : [scheme.otherwise]),
  ])
  const unused = scheme.levels.flatMap(({ code }, at): SchemeFlag[] =>
    given.has(code) ? [] : [{ code: 'level-unused', path: ['levels', at], args: { level: code } }],
  )
  return [...rules.flatMap(({ flags }) => flags), ...unused]
}

/** Tests made for one scheme, well under a second's work. */
const EFFORT = 2_000_000

/** Whether some facts meet all of the conditions; `null`: undecided. */
type Possible = (conditions: readonly Condition[]) => boolean | null

const judged = (scheme: RagScheme, at: number, possible: Possible): { reachable: boolean | null; flags: SchemeFlag[] } => {
  const rule = scheme.rules[at]
  if (rule === undefined) return { reachable: false, flags: [] }
  const path = ['rules', at]
  const args = { rule: rule.id }
  const contradictions = contradictionsIn(rule.when, [...path, 'when'], possible).map((flag): SchemeFlag => ({ ...flag, args }))
  if (possible([rule.when]) === false) return { reachable: false, flags: contradictions }
  const before = scheme.rules.slice(0, at)
  const reachable = possible([rule.when, ...before.map(({ when }) => ({ not: when }))])
  const behind = before.find(({ when }) => possible([rule.when, { not: when }]) === false)
  const always = possible([{ not: rule.when }])
  return {
    reachable,
    flags: [
      ...contradictions,
      ...(reachable === false ? [{ code: 'unreachable-rule' as const, path, args: { ...args, behind: behind?.id ?? '' } }] : []),
      ...(always === false ? [{ code: 'always-true' as const, path: [...path, 'when'], args }] : []),
      ...(reachable === null || always === null ? [{ code: 'undecided' as const, path, args }] : []),
    ],
  }
}

/** The smallest parts of a condition that nothing can meet. */
const contradictionsIn = (condition: Condition, path: readonly (string | number)[], possible: Possible): Omit<SchemeFlag, 'args'>[] => {
  const inner =
    'fact' in condition || 'not' in condition
      ? []
      : 'all' in condition
        ? condition.all.flatMap((each, at) => contradictionsIn(each, [...path, 'all', at], possible))
        : condition.any.flatMap((each, at) => contradictionsIn(each, [...path, 'any', at], possible))
  if (inner.length > 0) return inner
  return possible([condition]) === false ? [{ code: 'contradiction', path }] : []
}
