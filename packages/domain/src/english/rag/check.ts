import type { RagRulesFault } from '../../rag/check.ts'
import type { RagRulesFlag } from '../../rag/flags.ts'
import type { RagRules } from '../../rag/rules.ts'
import { codeWords } from './fact.ts'

type Code = RagRulesFault['code'] | RagRulesFlag['code']

/** Something found in RAG rules, a fault or a flag. */
export interface RagRulesFinding {
  readonly code: Code
  readonly path: readonly (string | number)[]
  readonly args: Readonly<Record<string, string | number | boolean>>
}

/** What was found in rules and what to do, in one or two sentences. */
export const ragRulesFindingSentence = ({ code, args }: Pick<RagRulesFinding, 'code' | 'args'>): string =>
  sentences[code](args)

/** Where in rules something was found: "Rule 2, “late”", "Level 3", "The otherwise". */
export const ragRulesPlaceWords = (
  path: readonly (string | number)[],
  ragRules?: { readonly rules?: readonly { readonly id?: string }[] } | RagRules,
): string => {
  const [part, at] = path
  if (part === 'rules' && typeof at === 'number') {
    const id = ragRules?.rules?.[at]?.id
    return `Rule ${at + 1}${id === undefined || id === '' ? '' : `, “${id}”`}`
  }
  if (part === 'levels' && typeof at === 'number') return `Level ${at + 1}`
  return places[String(part)] ?? 'The rules'
}

const places: Record<string, string> = {
  otherwise: 'The otherwise',
  title: 'The title',
  code: 'The code',
  version: 'The version',
  description: 'The description',
}

type Args = RagRulesFinding['args']
const quoted = (value: Args[string] | undefined, other: string): string =>
  value === undefined || value === '' ? other : `“${value}”`
const types: Record<string, string> = { number: 'a number', code: 'a code', boolean: 'yes or no' }

const sentences: Record<Code, (args: Args) => string> = {
  'bad-shape': (a) =>
    `Something here is missing or of the wrong shape${a.said ? `: ${a.said}` : ''}. Put it right and save again.`,
  'duplicate-level': (a) =>
    `Two levels have the code ${quoted(a.level, 'given here')}. Give one of them another.`,
  'duplicate-rule': (a) =>
    `Two rules have the name ${quoted(a.rule, 'given here')}. Give one of them another.`,
  'too-large': (a) =>
    `This is more than can be evaluated: at most ${a.most ?? 400} tests, and conditions at most ${a.deepest ?? 12} deep. Take some out.`,
  'type-mismatch': (a) =>
    `${quoted(a.fact, 'This fact')} is ${types[String(a.type)] ?? 'of another type'} and cannot be compared like this. Choose a comparison and a value that fit.`,
  'unknown-code': (a) =>
    `${quoted(a.fact, 'This fact')} is never ${quoted(a.than === undefined ? undefined : codeWords(String(a.than)), 'that')}. Choose one of its values.`,
  'unknown-fact': (a) =>
    `There is no fact ${quoted(a.fact, 'of this name')}. Choose one of the facts listed.`,
  'unknown-level': (a) =>
    `The level ${quoted(a.level, 'given here')} is none of the rules’. Add it to the levels or choose another.`,
  'unknown-operator': (a) =>
    `There is no comparison ${quoted(a.is, 'of this name')}. Choose one of those listed.`,
  'always-true': (a) =>
    `The rule ${quoted(a.rule, 'here')} is met whatever the facts: nothing after it is ever asked.`,
  contradiction: (a) =>
    `Nothing can meet this condition of the rule ${quoted(a.rule, 'here')}: its tests contradict one another.`,
  'level-unused': (a) => `No rule ever gives the level ${quoted(a.level, 'here')}.`,
  undecided: (a) => `The rule ${quoted(a.rule, 'here')} is too intricate to say whether it can ever decide.`,
  'unreachable-rule': (a) =>
    `The rule ${quoted(a.rule, 'here')} never decides: ${a.behind ? `the rule “${a.behind}” before it takes` : 'rules before it take'} everything it would.`,
}
