import * as z from 'zod'
import { type ArgsIn, type Coded, codedSchema, parseCoded } from '../coded.ts'

/**
 * Every reason why rules are not saved, with the schemas of its arguments. The sentence of each is in
 * `@beatbook/domain/english`.
 */
const faultArgs = {
  /** `said` is the message of the schema. */
  'bad-shape': z.object({ said: z.string() }),
  'duplicate-level': z.object({ level: z.string() }),
  'duplicate-rule': z.object({ rule: z.string() }),
  /** The maximum nesting of conditions, and the maximum number of tests. */
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
 * Everything odd in rules that can still be saved, with the schemas of its arguments. The sentence of each is
 * in `@beatbook/domain/english`.
 */
const flagArgs = {
  'always-true': z.object({ rule: z.string() }),
  contradiction: z.object({ rule: z.string() }),
  'level-unused': z.object({ level: z.string() }),
  undecided: z.object({ rule: z.string() }),
  /** `behind` is the earlier rule that always decides first; empty where several do together. */
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

/** A fault of rules: its code, the path to its place and its arguments. */
export type RagRulesFault<C extends FaultCode = FaultCode> = Found<C>

/** Something odd in rules: its code, the path to its place and its arguments. */
export type RagRulesFlag<C extends FlagCode = FlagCode> = Found<C>

/** Creates a fault or a flag of rules. A code takes exactly its own arguments. */
export const foundInRules = <C extends keyof RagRulesFindingArgs>(
  code: C,
  path: RagRulesPath,
  args: RagRulesFindingArgs[C],
): Found<C> => ({ code, path, args }) as Found<C>

const path = z.array(z.union([z.string(), z.number()])).readonly()

/** The schemas of faults and flags, for code that receives them. */
export const ragRulesFault: z.ZodType<RagRulesFault> = codedSchema(faultArgs, { path })
export const ragRulesFlag: z.ZodType<RagRulesFlag> = codedSchema(flagArgs, { path })

/**
 * Parses a fault or flag with its arguments, as any version may have created it; `null` for a code or
 * arguments that this version does not know.
 */
export const knownRagRulesFinding = (found: {
  readonly code: string
  readonly args: unknown
}): Coded<RagRulesFindingArgs> | null => parseCoded({ ...faultArgs, ...flagArgs }, found)
