import * as z from 'zod'
import { type ArgsIn, type Coded, codedSchema, parseCoded } from '../coded.ts'

/**
 * Every reason for which rules are not saved, with the shape of its arguments. The sentence of each stands in
 * `@beatbook/domain/english`.
 */
const faultArgs = {
  /** `said` is what the schema says of it. */
  'bad-shape': z.object({ said: z.string() }),
  'duplicate-level': z.object({ level: z.string() }),
  'duplicate-rule': z.object({ rule: z.string() }),
  /** How deep conditions may be nested, and how many tests there may be. */
  'too-large': z.object({ deepest: z.number(), most: z.number() }),
  'type-mismatch': z.object({
    fact: z.string(),
    type: z.enum(['number', 'code', 'boolean']),
    is: z.string(),
    than: z.union([z.string(), z.number(), z.boolean()]),
  }),
  'unknown-code': z.object({ fact: z.string(), than: z.string() }),
  'unknown-fact': z.object({ fact: z.string() }),
  'unknown-level': z.object({ level: z.string() }),
  'unknown-operator': z.object({ is: z.string() }),
}

/**
 * Everything odd in rules that can be saved all the same, with the shape of its arguments. The sentence of
 * each stands in `@beatbook/domain/english`.
 */
const flagArgs = {
  'always-true': z.object({ rule: z.string() }),
  contradiction: z.object({ rule: z.string() }),
  'level-unused': z.object({ level: z.string() }),
  undecided: z.object({ rule: z.string() }),
  /** `behind` is the rule that takes all it would; empty where several do. */
  'unreachable-rule': z.object({ rule: z.string(), behind: z.string() }),
}

type FaultCode = keyof typeof faultArgs
type FlagCode = keyof typeof flagArgs
export const ragRulesFaultCodes = Object.keys(faultArgs) as [FaultCode, ...FaultCode[]]
export const ragRulesFlagCodes = Object.keys(flagArgs) as [FlagCode, ...FlagCode[]]

/** The arguments of each fault and flag of rules, by its code. */
export type RagRulesFindingArgs = ArgsIn<typeof faultArgs & typeof flagArgs>

/** The path to a place in rules: `['rules', 2, 'when', 'all', 0]`. */
export type RagRulesPath = readonly (string | number)[]

type Found<C extends keyof RagRulesFindingArgs> = {
  [K in C]: Coded<RagRulesFindingArgs, K> & { readonly path: RagRulesPath }
}[C]

/** A fault of rules: its code, the path to its place and the arguments that code has. */
export type RagRulesFault<C extends FaultCode = FaultCode> = Found<C>

/** Something odd in rules: its code, the path to its place and the arguments that code has. */
export type RagRulesFlag<C extends FlagCode = FlagCode> = Found<C>

/** Makes a fault or a flag of rules. A code takes exactly its own arguments. */
export const foundInRules = <C extends keyof RagRulesFindingArgs>(
  code: C,
  path: RagRulesPath,
  args: RagRulesFindingArgs[C],
): Found<C> => ({ code, path, args }) as Found<C>

const path = z.array(z.union([z.string(), z.number()])).readonly()

/** The shapes of faults and flags, for whoever receives them. */
export const ragRulesFault: z.ZodType<RagRulesFault> = codedSchema(faultArgs, { path })
export const ragRulesFlag: z.ZodType<RagRulesFlag> = codedSchema(flagArgs, { path })

/**
 * A fault or flag with its arguments, as any version may have made it; `null` for a code or arguments that
 * this version does not know.
 */
export const knownRagRulesFinding = (found: {
  readonly code: string
  readonly args: unknown
}): Coded<RagRulesFindingArgs> | null => parseCoded({ ...faultArgs, ...flagArgs }, found)
