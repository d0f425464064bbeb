import type { FactName, Value } from '../../rag/fact.ts'
import type { RagChange, WantedValue } from '../../rag/what-would-turn.ts'
import { counted, either, listed } from '../count.ts'
import { codeWords } from './fact.ts'

/**
 * Each way to another level in one line, the simplest first: "an update, and a deadline that has not passed".
 * Empty where there is none.
 */
export const waysWords = (ways: readonly (readonly RagChange[])[]): string[] =>
  ways.map((way) => listed(way.map(changeWords)))

/** One required change: "an update (nothing said for 102 days)". */
export const changeWords = ({ fact, from, to }: RagChange): string => changes[fact](to, from)

type Words = (to: WantedValue, from: Value | null) => string

/** The largest value within bounds, for facts that only go down. */
const most = (to: WantedValue): number | null =>
  'atMost' in to && to.atMost !== undefined
    ? to.atMost
    : 'under' in to && to.under !== undefined
      ? to.under - 1
      : null
const least = (to: WantedValue): number | null =>
  'atLeast' in to && to.atLeast !== undefined
    ? to.atLeast
    : 'over' in to && to.over !== undefined
      ? to.over
      : null
/** The same where values are whole numbers. */
const leastWhole = (to: WantedValue): number | null =>
  'atLeast' in to || least(to) === null ? least(to) : (least(to) ?? 0) + 1
const anyOf = (values: readonly Value[]): string =>
  either(values.map((value) => codeWords(String(value)).toLowerCase()))
const named = (to: WantedValue, one: (words: string) => string, other: (words: string) => string): string =>
  'oneOf' in to ? one(anyOf(to.oneOf)) : 'otherThan' in to ? other(anyOf(to.otherThan)) : ''

/** A starting day at least, or at most, this many days ago; a negative number is in the future. */
const openingBy = (bound: 'least' | 'most', days: number): string => {
  if (bound === 'least' && days === 0) return 'a time to begin that has come'
  if (bound === 'most' && days === -1) return 'a time to begin that has not come'
  if (bound === 'most' && days === 0) return 'a time to begin that is today or later'
  if (days > 0) return `a time to begin that came at ${bound} ${counted(days, 'day')} ago`
  return `a time to begin at ${bound === 'least' ? 'most' : 'least'} ${counted(-days, 'day')} away`
}

const changes: Record<FactName, Words> = {
  daysPastDeadline: (to, from) => {
    const limit = most(to)
    const now = typeof from === 'number' && from > 0 ? ` (now ${counted(from, 'day')} past)` : ''
    if (limit === null || limit === 0) return `a deadline that has not passed${now}`
    return limit > 0
      ? `a deadline at most ${counted(limit, 'day')} past${now}`
      : `a deadline at least ${counted(-limit, 'day')} away${now}`
  },
  daysSinceUpdate: (to, from) => {
    const limit = most(to)
    const now = typeof from === 'number' ? ` (nothing said for ${counted(from, 'day')})` : ''
    return limit === null || limit >= 1 ? `an update${now}` : `an update today${now}`
  },
  daysSinceOpening: (to, from) => {
    const [low, high] = [leastWhole(to), most(to)]
    const over = high !== null && (low === null || (typeof from === 'number' && from > high))
    return over ? openingBy('most', high) : openingBy('least', low ?? 0)
  },
  daysSinceStartDue: (to) => {
    const limit = most(to) ?? 0
    if (limit === 0) return 'a day to have begun by that has not passed'
    return limit > 0
      ? `at most ${counted(limit, 'day')} past the day to have begun by`
      : `a day to have begun by at least ${counted(-limit, 'day')} away`
  },
  stage: (to) =>
    named(
      to,
      (words) => `the stage ${words}`,
      (words) => `another stage than ${words}`,
    ),
  declaredLevel: (to) =>
    named(
      to,
      (words) => `${words} declared`,
      (words) => `another level declared than ${words}`,
    ),
  progressRatio: (to, from) => {
    const now = typeof from === 'number' ? ` (now ${Math.round(from * 100)} %)` : ''
    const bound = least(to)
    return bound === null
      ? `less of the work done${now}`
      : `${Math.round(bound * 100)} % or more of the work done that the time gone asks for${now}`
  },
  ownerKnown: (to) => ('oneOf' in to && to.oneOf[0] === false ? 'no owner' : 'an owner'),
  timescaleKind: (to) =>
    named(
      to,
      (words) => `a timescale of the kind ${words}`,
      (words) => `a timescale of another kind than ${words}`,
    ),
  redated: () => 'another number of re-datings',
  daysSinceNews: (to, from) => {
    const limit = most(to)
    const now = typeof from === 'number' ? ` (no news for ${counted(from, 'day')})` : ''
    return limit === null || limit >= 1 ? `an update with news${now}` : `an update with news today${now}`
  },
  declaredSince: (to) => {
    const limit = most(to)
    return limit === null || limit >= 1 ? 'a level declared anew' : 'a level declared today'
  },
  timesSlipped: () => 'another number of moves of its deadline',
  daysSinceSlip: () => 'another day on which its deadline was moved later',
  worstDependency: (to) =>
    named(
      to,
      (words) => `${words} as the worst of what it depends on`,
      (words) => `nothing ${words} among what it depends on`,
    ),
}
