import type { Why } from '@beatbook/contract'
import type { ConditionResult } from '@beatbook/domain'
import {
  declaredBesideSentence,
  declaredSentence,
  fullStop,
  joinWords,
  levelSentence,
  markInRules,
  ruleMark,
  testSentence,
  turnsByItselfSentence,
  waysWords,
} from '@beatbook/domain/english'
import { computedSince } from '@beatbook/presentation'
import { blank, lines, type PageLine } from '../output/page.ts'

/**
 * Why an action has its level, as a page of at most `width` columns: the level and its reason in one sentence,
 * what was declared, what would change it, and every rule with every test.
 */
export const whyLines = (why: Why, width: number): PageLine[] => [
  ...lines(`${why.address}  ${why.text}`, width, 'title'),
  blank,
  ...levelLines(why, width),
  ...(why.evaluation === null || why.ragRules === null
    ? []
    : [blank, ...turning(why, width), blank, ...rules(why, width)]),
]

/** The level and its reason in one sentence, or `null` where no rules rate the action. */
export const whyOne = (why: Why): string | null => levelSentence(why)

const levelLines = (why: Why, width: number): PageLine[] => {
  const { ragRules, computed, declared } = why
  const sentence = levelSentence(why)
  const beside = declaredBesideSentence(why)
  if (ragRules === null || sentence === null)
    return [
      ...lines('– No rating: the plan has no rules on that day.', width),
      ...lines(
        declared === null ? 'No level is declared.' : fullStop(`Declared ${declaredSentence(declared)}`),
        width,
      ),
    ]
  const { shape } = ruleMark(computed ?? why.byRules)
  const since =
    computed === null ? '' : ` ${computedSince(computed, (code) => markInRules(ragRules, code).word)}`
  return [
    ...lines(fullStop(`${shape} ${sentence}`), width, 'heading'),
    ...(beside === null ? [] : lines(fullStop(beside), width)),
    ...lines(
      `Rules: ${ragRules.title}, version ${ragRules.version}.${since === '' ? '' : ` This level holds${since}.`}`,
      width,
    ),
  ]
}

const turning = (why: Why, width: number): PageLine[] => {
  const { toTurn, ragRules } = why
  if (toTurn === null || ragRules === null) return []
  const word = markInRules(ragRules, toTurn.level).word.toLowerCase()
  const ways = waysWords(toTurn.ways)
  const itself = turnsByItselfSentence(why)
  if (ways.length === 0)
    return lines(itself ?? `Nothing that one could change by itself would turn it ${word}.`, width)
  return [
    ...(itself === null ? [] : lines(itself, width)),
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
