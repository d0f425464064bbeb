import type { IsoDate } from '../../calendar/date.ts'
import { addDays } from '../../calendar/day-number.ts'
import type { ConditionResult, Evaluation, TestResult } from '../../rag/evaluate.ts'
import type { FactName, Facts, Value } from '../../rag/fact.ts'
import type { RagRules } from '../../rag/rules.ts'
import { dayWords } from '../calendar.ts'
import { counted, listed } from '../count.ts'
import { stageWords } from '../stage.ts'
import { codeWords } from './fact.ts'
import { markInRules } from './mark.ts'

/**
 * The data of a why sentence: an evaluation, its rules, and its day. `stage` is mentioned where work is late.
 */
export interface Because {
  readonly ragRules: Pick<RagRules, 'levels'>
  readonly evaluation: Evaluation
  readonly facts?: Facts
  readonly on: IsoDate
}

/**
 * Why an action has its level by the rules: "Red because 64 days past 31 October 2018 and still being
 * progressed".
 */
export const whySentence = ({ ragRules, evaluation, facts, on }: Because): string => {
  const { word } = markInRules(ragRules, evaluation.level)
  const decided = evaluation.rules.find(({ id }) => id === evaluation.rule)
  if (decided === undefined) return `${word} because no rule for another level is met`
  const stage = facts?.stage ?? testOf(evaluation, 'stage')
  return `${word} because ${becauseWords(decidingTests(decided.when), on, stage, facts?.declaredSince)}`
}

/**
 * The reasons of the deciding tests, joined: "64 days past 31 October 2018 and still being progressed".
 * `stage` is added where the work is late, and the day of the declaration, `declaredSince` days ago, to a
 * declared level.
 */
export const becauseWords = (
  tests: readonly TestResult[],
  on: IsoDate,
  stage?: Value | null,
  declaredSince?: number | null,
): string => {
  const once = tests.filter((test, at) => tests.findIndex(({ fact }) => fact === test.fact) === at)
  const late = once.some(
    ({ fact, value }) => fact === 'daysPastDeadline' && typeof value === 'number' && value > 0,
  )
  const still =
    late && stage !== undefined && !once.some(({ fact }) => fact === 'stage') ? [stillWords(stage)] : []
  const declared = typeof declaredSince === 'number' ? ` on ${before(on, declaredSince)}` : ''
  const words = ({ fact, value }: TestResult) =>
    `${reasonWords(fact, value, on)}${fact === 'declaredLevel' && value !== null ? declared : ''}`
  const reasons = [...once.map(words), ...still]
  return reasons.length === 0 ? 'no rule for another level is met' : listed(reasons)
}

/** The tests that decide a met condition: every one of `all`, the met ones of `any`. */
export const decidingTests = (shown: ConditionResult): TestResult[] => {
  if ('fact' in shown) return [shown]
  if ('not' in shown) return allTests(shown.not)
  return ('all' in shown ? shown.all : shown.any.filter(({ met }) => met)).flatMap(decidingTests)
}

/** A fact's value as a reason: "64 days past 31 October 2018", "nobody owns it". */
export const reasonWords = (fact: FactName, value: Value | null, on: IsoDate): string => {
  if (value === null) return unknown[fact]
  if (typeof value === 'number') return numbers[fact]?.(value, on) ?? String(value)
  return values[fact]?.(String(value)) ?? String(value)
}

const allTests = (shown: ConditionResult): TestResult[] => {
  if ('fact' in shown) return [shown]
  if ('not' in shown) return allTests(shown.not)
  return ('all' in shown ? shown.all : shown.any).flatMap(allTests)
}

const testOf = (evaluation: Evaluation, fact: FactName): Value | null | undefined =>
  evaluation.rules.flatMap(({ when }) => allTests(when)).find((test) => test.fact === fact)?.value

const stillWords = (stage: Value | null): string =>
  stage === null
    ? 'not said to be complete'
    : stage === 'not-started'
      ? 'not started yet'
      : `still ${stageWords(String(stage)).toLowerCase()}`

const before = (on: IsoDate, days: number): string => dayWords(addDays(on, -days))

const numbers: Partial<Record<FactName, (value: number, on: IsoDate) => string>> = {
  daysPastDeadline: (days, on) =>
    days > 0
      ? `${counted(days, 'day')} past ${before(on, days)}`
      : days === 0
        ? 'its deadline is today'
        : `${counted(-days, 'day')} before its deadline, ${before(on, days)}`,
  daysSinceUpdate: (days, on) =>
    days === 0
      ? 'last heard of today'
      : `nothing said for ${counted(days, 'day')}, since ${before(on, days)}`,
  daysSinceOpening: (days, on) =>
    days < 0 ? `its time to begin is ${before(on, days)}` : `its time to begin came on ${before(on, days)}`,
  daysSinceStartDue: (days, on) =>
    days > 0
      ? `to have begun by ${before(on, days)}, ${counted(days, 'day')} ago`
      : `to begin by ${before(on, days)}`,
  progressRatio: (ratio) => `${Math.round(ratio * 100)} % of the work done that the time gone asks for`,
  redated: (times) => (times === 0 ? 'never re-dated' : `re-dated ${counted(times, 'time')}`),
  daysSinceNews: (days, on) =>
    days === 0 ? 'news of it today' : `no news for ${counted(days, 'day')}, since ${before(on, days)}`,
  declaredSince: (days, on) => `declared on ${before(on, days)}`,
  timesSlipped: (times) =>
    times === 0
      ? 'its deadline was never moved later'
      : `its deadline was moved later ${counted(times, 'time')}`,
  daysSinceSlip: (days, on) => `its deadline was moved later on ${before(on, days)}`,
}

const values: Partial<Record<FactName, (value: string) => string>> = {
  stage: (stage) => codeWords(stage).toLowerCase(),
  declaredLevel: (level) => `declared ${codeWords(level)}`,
  ownerKnown: (known) => (known === 'true' ? 'somebody owns it' : 'nobody owns it'),
  timescaleKind: (kind) => kindReasons[kind] ?? `its timescale is ${codeWords(kind).toLowerCase()}`,
  worstDependency: (level) => `something it depends on is ${codeWords(level)}`,
}

const kindReasons: Record<string, string> = {
  none: 'no date is given',
  unknown: 'its timescale is not understood',
  relative: 'its timescale counts from something without a date',
  completed: 'its timescale says completed',
}

const unknown: Record<FactName, string> = {
  daysPastDeadline: 'without a deadline',
  daysSinceUpdate: 'nothing was ever said of it',
  daysSinceOpening: 'without a day to begin on',
  daysSinceStartDue: 'without a day to have begun by',
  stage: 'its stage is not stated',
  declaredLevel: 'no level is declared',
  progressRatio: 'no share of work is stated',
  ownerKnown: 'nobody owns it',
  timescaleKind: 'no timescale is given',
  redated: 're-datings are not known',
  daysSinceNews: 'there was never news of it',
  declaredSince: 'no level is declared',
  timesSlipped: 'moves of its deadline are not known',
  daysSinceSlip: 'its deadline was never moved later',
  worstDependency: 'it depends on nothing that is rated',
}
