import { err, ok, type Result } from '../result.ts'
import { type FactDefinition, factOf, type Value } from './fact.ts'
import { flagsOf, type RagRulesFlag } from './flags.ts'
import { type RagRules, ragOperators, testsOfRagRules } from './rules.ts'
import { ragRules } from './schema.ts'
import { codesOf } from './vocabulary.ts'

/** Every reason for which rules are not saved. The sentence of each stands in `@beatbook/domain/english`. */
export const ragRulesFaultCodes = [
  'bad-shape',
  'duplicate-level',
  'duplicate-rule',
  'too-large',
  'type-mismatch',
  'unknown-code',
  'unknown-fact',
  'unknown-level',
  'unknown-operator',
] as const

/**
 * A fault of rules: its code, the path to its place (`['rules', 2, 'when', 'all', 0]`) and the arguments of
 * its sentence.
 */
export interface RagRulesFault {
  readonly code: (typeof ragRulesFaultCodes)[number]
  readonly path: readonly (string | number)[]
  readonly args: Readonly<Record<string, string | number | boolean>>
}

/** How deep conditions may stand in one another, and how many tests they may have. */
const DEEPEST = 12
const MOST_TESTS = 400

/**
 * Checks whether anything is RAG rules that can be saved: the rules with what is odd but allowed (`flags`),
 * or every fault with its place: a fact, operator, code or level that is not there, a constant of another
 * type than its fact, two of one name.
 */
export const checkRagRules = (
  input: unknown,
): Result<{ ragRules: RagRules; flags: RagRulesFlag[] }, RagRulesFault[]> => {
  const faults = isObject(input) ? faultsIn(input) : []
  if (faults.length > 0) return err(faults)
  const parsed = ragRules.safeParse(input)
  if (!parsed.success) {
    return err(
      parsed.error.issues.map(({ path, message }) => ({
        code: 'bad-shape',
        path: path as (string | number)[],
        args: { said: message },
      })),
    )
  }
  if (testsOfRagRules(parsed.data).length > MOST_TESTS)
    return err([{ code: 'too-large', path: ['rules'], args: { deepest: DEEPEST, most: MOST_TESTS } }])
  return ok({ ragRules: parsed.data, flags: flagsOf(parsed.data) })
}

type Path = readonly (string | number)[]
type Loose = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectsIn = (value: unknown): [number, Loose][] =>
  Array.isArray(value)
    ? [...value.entries()].filter((entry): entry is [number, Loose] => isObject(entry[1]))
    : []

/**
 * The faults of meaning, found before the shape is asked so that a wrong fact is named and not merely
 * "invalid".
 */
const faultsIn = (input: Loose): RagRulesFault[] => {
  const levels = objectsIn(input.levels).map(([, level]) => level.code)
  const fault = (code: RagRulesFault['code'], path: Path, args: RagRulesFault['args']): RagRulesFault => ({
    code,
    path,
    args,
  })
  const unknownLevel = (level: unknown, path: Path) =>
    typeof level === 'string' && !levels.includes(level) ? [fault('unknown-level', path, { level })] : []
  const rules = objectsIn(input.rules)
  return [
    ...objectsIn(input.levels).flatMap(([at, { code }]) =>
      typeof code === 'string' && levels.indexOf(code) < at
        ? [fault('duplicate-level', ['levels', at, 'code'], { level: code })]
        : [],
    ),
    ...rules.flatMap(([at, { id, level, when }]) => [
      ...(typeof id === 'string' && rules.some(([other, rule]) => other < at && rule.id === id)
        ? [fault('duplicate-rule', ['rules', at, 'id'], { rule: id })]
        : []),
      ...unknownLevel(level, ['rules', at, 'level']),
      ...faultsInCondition(when, ['rules', at, 'when'], 0),
    ]),
    ...unknownLevel(input.otherwise, ['otherwise']),
  ]
}

const faultsInCondition = (condition: unknown, path: Path, depth: number): RagRulesFault[] => {
  if (!isObject(condition)) return []
  if (depth > DEEPEST) return [{ code: 'too-large', path, args: { deepest: DEEPEST, most: MOST_TESTS } }]
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

const faultsInTest = ({ fact: name, is, than }: Loose, path: Path): RagRulesFault[] => {
  if (typeof name !== 'string' || typeof is !== 'string' || !isValue(than)) return []
  const fact = factOf(name)
  const known = (ragOperators as readonly string[]).includes(is)
  if (fact === undefined || !known) {
    return [
      ...(fact === undefined
        ? [{ code: 'unknown-fact' as const, path: [...path, 'fact'], args: { fact: name } }]
        : []),
      ...(known ? [] : [{ code: 'unknown-operator' as const, path: [...path, 'is'], args: { is } }]),
    ]
  }
  const type = is === 'known' ? 'boolean' : fact.type
  const ordering = is !== 'known' && is !== 'equal' && is !== 'other'
  if ((ordering && fact.type !== 'number') || typeof than !== (type === 'code' ? 'string' : type)) {
    return [{ code: 'type-mismatch', path, args: { fact: name, type: fact.type, is, than } }]
  }
  return is !== 'known' && isUnknownCode(name, fact, than)
    ? [{ code: 'unknown-code', path: [...path, 'than'], args: { fact: name, than } }]
    : []
}

const isValue = (value: unknown): value is Value =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'

const isUnknownCode = (name: string, fact: FactDefinition, than: Value): boolean =>
  fact.type === 'code' && !(codesOf(name as Parameters<typeof codesOf>[0])?.includes(String(than)) ?? true)
