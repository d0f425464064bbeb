import type { Why } from '@beatbook/contract'
import type { ConditionResult } from '@beatbook/domain'
import {
  becauseWords,
  dayWords,
  decidingTests,
  joinWords,
  markInRules,
  markOf,
  testSentence,
  waysWords,
  whySentence,
} from '@beatbook/domain/english'
import { computedSince, disagreementSentence, overrideSentence, ruleMark } from '@beatbook/presentation'
import { blank, lines, type PageLine } from '../output/page.ts'

/**
 * Why an action has its level, as a page of at most `width` columns: declared and by the rules, every rule
 * with every test, and what would change it.
 */
export const whyLines = (why: Why, width: number): PageLine[] => [
  ...lines(`${why.address}  ${why.text}`, width, 'title'),
  blank,
  ...lines(declaredLine(why), width),
  ...lines(computedLine(why), width),
  ...(why.override === null || why.ragRules === null
    ? []
    : lines(
        `Replaced: ${overrideSentence({ ...why.override, level: markInRules(why.ragRules, why.override.level) })}`,
        width,
      )),
  ...(why.evaluation === null || why.ragRules === null
    ? []
    : [...because(why, width), blank, ...turning(why, width), blank, ...rules(why, width)]),
]

/** The reason in one sentence, or `null` where no rules rate the action. */
export const whyOne = (why: Why): string | null =>
  why.evaluation === null || why.ragRules === null
    ? null
    : whySentence({ ragRules: why.ragRules, evaluation: why.evaluation, facts: why.facts, on: why.asAt })

/** A disagreement with both reasons, or `null` where there is none. */
export const disagreementOf = (why: Why): string | null => {
  const { declared, byRules, evaluation, disagrees } = why
  if (!disagrees || declared === null || byRules === null || evaluation === null) return null
  const decided = evaluation.rules.find(({ id }) => id === evaluation.rule)
  const because =
    decided === undefined
      ? 'no rule for another level is met'
      : becauseWords(decidingTests(decided.when), why.asAt, why.facts.stage)
  return disagreementSentence({
    declared: declared.level,
    declaredBecause: declared.reason ?? declared.text,
    computed: ruleMark(byRules),
    because,
  })
}

const declaredLine = ({ declared }: Why): string => {
  const mark = markOf(declared?.level ?? 'none')
  if (declared === null) return `${mark.shape} No level is declared.`
  const words = declared.reason ?? declared.text
  return `${mark.shape} ${mark.word}, declared ${dayWords(declared.since)}${words === null ? ', with no words to say why' : `: “${words}”`}`
}

const computedLine = ({ byRules, computed, ragRules, disagrees }: Why): string => {
  if (ragRules === null) return '– No rating: the plan has no rules on that day.'
  const mark = ruleMark(byRules)
  const since =
    computed === null || computed.overridden
      ? ''
      : ` ${computedSince(computed, (code) => markInRules(ragRules, code).word)}`
  return `${mark.shape} ${mark.word} by the rules (${ragRules.title}, version ${ragRules.version})${since}${disagrees ? '. The two disagree.' : ''}`
}

const because = (why: Why, width: number): PageLine[] => {
  const sentence = whyOne(why)
  return sentence === null ? [] : [blank, ...lines(`${sentence}.`, width, 'heading')]
}

const turning = ({ toTurn, ragRules }: Why, width: number): PageLine[] => {
  if (toTurn === null || ragRules === null) return []
  const word = markInRules(ragRules, toTurn.level).word.toLowerCase()
  const ways = waysWords(toTurn.ways)
  if (ways.length === 0) return lines(`Nothing that one could change by itself would turn it ${word}.`, width)
  return [
    { text: `What would turn it ${word}`, tone: 'heading' },
    ...ways.flatMap((way, at) => lines(`${at === 0 ? '' : 'or '}${way}`, width, 'plain', 2)),
  ]
}

const rules = ({ evaluation, ragRules }: Why, width: number): PageLine[] =>
  evaluation === null || ragRules === null
    ? []
    : [
        { text: 'Every rule, in the order in which they are asked', tone: 'heading' },
        ...evaluation.rules.flatMap((rule): PageLine[] => [
          ...lines(
            `${markInRules(ragRules, rule.level).word} (${rule.id}): ${rule.met ? 'met' : 'not met'}${rule.id === evaluation.rule ? ', decides' : ''}`,
            width,
            rule.id === evaluation.rule ? 'heading' : 'plain',
            2,
          ),
          ...tests(rule.when, width, 6),
        ]),
        ...(evaluation.rule === null
          ? lines(`${markInRules(ragRules, evaluation.level).word} otherwise: decides`, width, 'heading', 2)
          : []),
      ]

const tests = (shown: ConditionResult, width: number, indent: number): PageLine[] => {
  if ('fact' in shown) return lines(testSentence(shown), width, 'quiet', indent)
  const parts = 'not' in shown ? [shown.not] : 'all' in shown ? shown.all : shown.any
  const join = joinWords(shown)
  return [
    ...(join === null ? [] : lines(`${join}: ${shown.met ? 'met' : 'not met'}`, width, 'quiet', indent)),
    ...parts.flatMap((part) => tests(part, width, indent + 2)),
  ]
}
