import type { FactName } from '../../rag/fact.ts'
import type { Condition, RagRule, RagRules, RagTest } from '../../rag/rules.ts'
import { counted, either, listed } from '../count.ts'
import { codeWords } from './fact.ts'
import { markInRules } from './mark.ts'
import { operatorWords, thresholdWords } from './test.ts'

/** RAG rules in sentences, in the order in which they are tested; `otherwise` is the last. */
export const ragRulesSentences = (ragRules: RagRules): string[] => [
  ...ragRules.rules.map((rule) => ruleSentence(rule, ragRules)),
  `${markInRules(ragRules, ragRules.otherwise).word} otherwise.`,
]

/** One rule: "Red when it is past its deadline." */
export const ruleSentence = ({ level, when }: RagRule, ragRules: Pick<RagRules, 'levels'>): string =>
  `${markInRules(ragRules, level).word} when ${conditionWords(when)}.`

/**
 * A condition: "it is past its deadline and its stage is other than complete". Empty conditions have their
 * meaning.
 */
export const conditionWords = (condition: Condition): string => {
  if ('fact' in condition) return testWords(condition)
  if ('not' in condition) return `it is not so that ${conditionWords(condition.not)}`
  if ('all' in condition)
    return condition.all.length === 0 ? 'nothing more is asked' : listed(condition.all.map(inner))
  return condition.any.length === 0 ? 'never' : (sameFact(condition.any) ?? either(condition.any.map(inner)))
}

/** The text of one test: "it is more than 14 days past its deadline". */
export const testWords = (test: RagTest): string => {
  const { fact, is, than } = test
  if (is === 'known') return `${subjects[fact]} ${than === true ? 'is known' : 'is not known'}`
  if (typeof than === 'number')
    return days[fact]?.(test as RagTest & { than: number }) ?? `${subjects[fact]} is ${thresholdWords(test)}`
  if (typeof than === 'boolean') return (is === 'equal') === than ? 'somebody owns it' : 'nobody owns it'
  return `${subjects[fact]} ${is === 'equal' ? 'is' : 'is other than'} ${codeWords(than).toLowerCase()}`
}

const inner = (condition: Condition): string =>
  'fact' in condition
    ? conditionWords(condition)
    : 'not' in condition
      ? conditionWords(condition)
      : `(${conditionWords(condition)})`

/** "its stage is in progress or being progressed" where every part tests the same fact for a value. */
const sameFact = (parts: readonly Condition[]): string | null => {
  const [first] = parts
  if (
    first === undefined ||
    parts.length < 2 ||
    !parts.every(
      (part) =>
        'fact' in part &&
        'fact' in first &&
        part.fact === first.fact &&
        part.is === 'equal' &&
        typeof part.than === 'string',
    )
  )
    return null
  const values = parts.map((part) => codeWords(String((part as RagTest).than)).toLowerCase())
  return `${subjects[(first as RagTest).fact]} is ${either(values)}`
}

type Numbered = RagTest & { readonly than: number }

/** Tests with a threshold of zero have their own text; a negative threshold counts the days that remain. */
const counting =
  ({ past, notPast, ago, away }: { past: string; notPast: string; ago: string; away: string }) =>
  ({ is, than }: Numbered): string => {
    if ((is === 'more' && than === 0) || (is === 'at-least' && than === 1)) return past
    if ((is === 'at-most' && than === 0) || (is === 'less' && than === 1)) return notPast
    const flipped = { more: 'less', less: 'more', 'at-least': 'at-most', 'at-most': 'at-least' } as const
    return than < 0
      ? `${away} ${operatorWords(is in flipped ? flipped[is as keyof typeof flipped] : is)} ${counted(-than, 'day')} away`
      : `${ago.replace('#', `${operatorWords(is)} ${counted(than, 'day')}`)}`
  }

const days: Partial<Record<FactName, (test: Numbered) => string>> = {
  daysPastDeadline: counting({
    past: 'it is past its deadline',
    notPast: 'it is not past its deadline',
    ago: 'it is # past its deadline',
    away: 'its deadline is',
  }),
  daysSinceUpdate: ({ is, than }) =>
    `${operatorWords(is)} ${counted(than, 'day')} have gone since the last update`,
  daysSinceOpening: (test) =>
    (test.is === 'less' && test.than === 0) || (test.is === 'at-most' && test.than === -1)
      ? 'its time to begin has not come'
      : counting({
          past: 'its time to begin has passed',
          notPast: 'its time to begin has not passed',
          ago: 'its time to begin came # ago',
          away: 'its time to begin is',
        })(test),
  daysSinceStartDue: counting({
    past: 'the day to have begun by has passed',
    notPast: 'the day to have begun by has not passed',
    ago: 'it is # past the day to have begun by',
    away: 'the day to have begun by is',
  }),
  progressRatio: ({ is, than }) =>
    `${operatorWords(is)} ${Math.round(than * 100)} % of the work is done that the time gone asks for`,
  redated: ({ is, than }) => `it was re-dated ${operatorWords(is)} ${counted(than, 'time')}`,
  daysSinceNews: ({ is, than }) =>
    `${operatorWords(is)} ${counted(than, 'day')} have gone since there was news of it`,
  declaredSince: ({ is, than }) => `its level was declared ${operatorWords(is)} ${counted(than, 'day')} ago`,
  timesSlipped: ({ is, than }) =>
    `its deadline was moved later ${operatorWords(is)} ${counted(than, 'time')}`,
  daysSinceSlip: ({ is, than }) =>
    `its deadline was moved later ${operatorWords(is)} ${counted(than, 'day')} ago`,
}

const subjects: Record<FactName, string> = {
  daysPastDeadline: 'its deadline',
  daysSinceUpdate: 'the day of its last update',
  daysSinceOpening: 'its time to begin',
  daysSinceStartDue: 'the day to have begun by',
  stage: 'its stage',
  declaredLevel: 'its declared level',
  progressRatio: 'its share of work done',
  ownerKnown: 'its owner',
  timescaleKind: 'the kind of its timescale',
  redated: 'the number of re-datings',
  daysSinceNews: 'the day of its last news',
  declaredSince: 'the day its level was declared',
  timesSlipped: 'how often its deadline was moved later',
  daysSinceSlip: 'the day its deadline was last moved later',
  worstDependency: 'the worst level it depends on',
}
