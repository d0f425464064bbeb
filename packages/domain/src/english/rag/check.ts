import type { Sentences } from '../../coded.ts'
import {
  knownRagRulesFinding,
  type RagRulesFault,
  type RagRulesFindingArgs,
  type RagRulesFlag,
  type RagRulesPath,
} from '../../rag/finding.ts'
import type { RagRules } from '../../rag/rules.ts'
import { codeWords } from './fact.ts'

/** Something found in RAG rules, a fault or a flag. */
export type RagRulesFinding = RagRulesFault | RagRulesFlag

/**
 * What was found in rules and what to do, in one or two sentences. A finding of another version that this one
 * does not know has a sentence too.
 */
export const ragRulesFindingSentence = (found: { readonly code: string; readonly args: unknown }): string => {
  const known = knownRagRulesFinding(found)
  return known === null
    ? `Something was found here for which this version of Beatbook has no words (“${found.code}”). Look at this part of the rules.`
    : sentenceOf(known.code, known.args)
}

const sentenceOf = <C extends keyof RagRulesFindingArgs>(code: C, args: RagRulesFindingArgs[C]): string =>
  sentences[code](args)

/** Where in rules something was found: "Rule 2, “late”", "Level 3", "The otherwise". */
export const ragRulesPlaceWords = (
  path: RagRulesPath,
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

const quoted = (value: string, other: string): string => (value === '' ? other : `“${value}”`)
const types: Readonly<Record<RagRulesFindingArgs['type-mismatch']['type'], string>> = {
  number: 'a number',
  code: 'a code',
  boolean: 'yes or no',
}

const sentences: Sentences<RagRulesFindingArgs> = {
  'bad-shape': ({ said }) =>
    `Something here is missing or of the wrong shape${said === '' ? '' : `: ${said}`}. Put it right and save again.`,
  'duplicate-level': ({ level }) =>
    `Two levels have the code ${quoted(level, 'given here')}. Give one of them another.`,
  'duplicate-rule': ({ rule }) =>
    `Two rules have the name ${quoted(rule, 'given here')}. Give one of them another.`,
  'too-large': ({ most, deepest }) =>
    `This is more than can be evaluated: at most ${most} tests, and conditions at most ${deepest} deep. Take some out.`,
  'type-mismatch': ({ fact, type }) =>
    `${quoted(fact, 'This fact')} is ${types[type]} and cannot be compared like this. Choose a comparison and a value that fit.`,
  'unknown-code': ({ fact, than }) =>
    `${quoted(fact, 'This fact')} is never ${quoted(codeWords(than), 'that')}. Choose one of its values.`,
  'unknown-fact': ({ fact }) =>
    `There is no fact ${quoted(fact, 'of this name')}. Choose one of the facts listed.`,
  'unknown-level': ({ level }) =>
    `The level ${quoted(level, 'given here')} is none of the rules’. Add it to the levels or choose another.`,
  'unknown-operator': ({ is }) =>
    `There is no comparison ${quoted(is, 'of this name')}. Choose one of those listed.`,
  'always-true': ({ rule }) =>
    `The rule ${quoted(rule, 'here')} is met whatever the facts: nothing after it is ever asked.`,
  contradiction: ({ rule }) =>
    `Nothing can meet this condition of the rule ${quoted(rule, 'here')}: its tests contradict one another.`,
  'level-unused': ({ level }) => `No rule ever gives the level ${quoted(level, 'here')}.`,
  undecided: ({ rule }) =>
    `The rule ${quoted(rule, 'here')} is too intricate to say whether it can ever decide.`,
  'unreachable-rule': ({ rule, behind }) =>
    `The rule ${quoted(rule, 'here')} never decides: ${behind === '' ? 'rules before it take' : `the rule “${behind}” before it takes`} everything it would.`,
}
