import { err, ok, type Result } from '../result.ts'
import { type FactDefinition, factOf, type Value } from './fact.ts'
import { foundInRules, type RagRulesFault, type RagRulesFlag, type RagRulesPath } from './finding.ts'
import { flagsOf } from './flags.ts'
import { type RagRules, ragOperators, testsOfRagRules } from './rules.ts'
import { ragRules } from './schema.ts'
import { codesOf } from './vocabulary.ts'

/** The maximum nesting of conditions, and the maximum number of their tests. */
const DEEPEST = 12
const MOST_TESTS = 400

/**
 * Checks whether a value is valid RAG rules: returns the rules with what is odd but allowed (`flags`), or
 * every fault with its place: an unknown fact, operator, code or level, a constant of another type than its
 * fact, duplicate names.
 */
export const checkRagRules = (
  input: unknown,
): Result<{ ragRules: RagRules; flags: RagRulesFlag[] }, RagRulesFault[]> => {
  const faults = isObject(input) ? faultsIn(input) : []
  if (faults.length > 0) return err(faults)
  const parsed = ragRules.safeParse(input)
  if (!parsed.success) {
    return err(
      parsed.error.issues.map(({ path, message }) =>
        foundInRules('bad-shape', path as (string | number)[], { said: message }),
      ),
    )
  }
  if (testsOfRagRules(parsed.data).length > MOST_TESTS)
    return err([foundInRules('too-large', ['rules'], { deepest: DEEPEST, most: MOST_TESTS })])
  return ok({ ragRules: parsed.data, flags: flagsOf(parsed.data) })
}

type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectsIn = (value: unknown): [number, Loose][] =>
  Array.isArray(value)
    ? [...value.entries()].filter((entry): entry is [number, Loose] => isObject(entry[1]))
    : []

/**
 * The faults of meaning. They are checked before the schema, so that a wrong fact is named instead of
 * reported as "invalid".
 */
const faultsIn = (input: Loose): RagRulesFault[] => {
  const levels = objectsIn(input.levels).map(([, level]) => level.code)
  const unknownLevel = (level: unknown, path: RagRulesPath) =>
    typeof level === 'string' && !levels.includes(level)
      ? [foundInRules('unknown-level', path, { level })]
      : []
  const rules = objectsIn(input.rules)
  return [
    ...objectsIn(input.levels).flatMap(([at, { code }]) =>
      typeof code === 'string' && levels.indexOf(code) < at
        ? [foundInRules('duplicate-level', ['levels', at, 'code'], { level: code })]
        : [],
    ),
    ...rules.flatMap(([at, { id, level, when }]) => [
      ...(typeof id === 'string' && rules.some(([other, rule]) => other < at && rule.id === id)
        ? [foundInRules('duplicate-rule', ['rules', at, 'id'], { rule: id })]
        : []),
      ...unknownLevel(level, ['rules', at, 'level']),
      ...faultsInCondition(when, ['rules', at, 'when'], 0),
    ]),
    ...unknownLevel(input.otherwise, ['otherwise']),
  ]
}

const faultsInCondition = (condition: unknown, path: RagRulesPath, depth: number): RagRulesFault[] => {
  if (!isObject(condition)) return []
  if (depth > DEEPEST) return [foundInRules('too-large', path, { deepest: DEEPEST, most: MOST_TESTS })]
  if ('fact' in condition) return faultsInTest(condition, path)
  return [
    ...(['all', 'any'] as const).flatMap((join) =>
      objectsIn(condition[join]).flatMap(([at, inner]) =>
        faultsInCondition(inner, [...path, join, at], depth + 1),
      ),
    ),
    ...faultsInCondition(condition.not, [...path, 'not'], depth + 1),
  ]
}

const faultsInTest = ({ fact: name, is, than }: Loose, path: RagRulesPath): RagRulesFault[] => {
  if (typeof name !== 'string' || typeof is !== 'string' || !isValue(than)) return []
  const fact = factOf(name)
  const known = (ragOperators as readonly string[]).includes(is)
  if (fact === undefined || !known) {
    return [
      ...(fact === undefined ? [foundInRules('unknown-fact', [...path, 'fact'], { fact: name })] : []),
      ...(known ? [] : [foundInRules('unknown-operator', [...path, 'is'], { is })]),
    ]
  }
  const type = is === 'known' ? 'boolean' : fact.type
  const ordering = is !== 'known' && is !== 'equal' && is !== 'other'
  if ((ordering && fact.type !== 'number') || typeof than !== (type === 'code' ? 'string' : type)) {
    return [foundInRules('type-mismatch', path, { fact: name, type: fact.type, is, than })]
  }
  return is !== 'known' && isUnknownCode(name, fact, than)
    ? [foundInRules('unknown-code', [...path, 'than'], { fact: name, than: String(than) })]
    : []
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'

const isUnknownCode = (name: string, fact: FactDefinition, than: Value): boolean =>
  fact.type === 'code' && !(codesOf(name as Parameters<typeof codesOf>[0])?.includes(String(than)) ?? true)
