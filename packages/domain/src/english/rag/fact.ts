import { type FactName, factOf, factRegistry, type Value } from '../../rag/fact.ts'
import { everyLevel, everyStage } from '../../workflow/workflow.ts'
import { counted } from '../count.ts'

/** The name of a fact at the start of a test: "Past its deadline". */
export const factTitle = (fact: FactName): string => titles[fact]

/** The meaning of a fact, in full, for people who write rules. */
export const factMeaning = (fact: FactName): string => factRegistry[fact].meaning

/** A value of a fact with its unit: "64 days", "Being progressed", "yes"; `null` is not known. */
export const valueWords = (fact: FactName, value: Value | null): string => {
  if (value === null) return 'not known'
  const { type } = factRegistry[fact]
  if (typeof value === 'boolean' || type === 'boolean') return value === true ? 'yes' : 'no'
  if (typeof value === 'number') return numberWords(fact, value)
  return codeWords(value)
}

/** A code of a fact in words: a stage, a level or a kind of timescale. */
export const codeWords = (code: string): string =>
  [...everyStage, ...everyLevel].find((known) => known.code === code)?.word ?? kinds[code] ?? code

const numberWords = (fact: FactName, value: number): string => {
  const definition = factOf(fact)
  if (definition?.type !== 'number' || definition.unit === 'ratio')
    return String(Math.round(value * 100) / 100)
  if (definition.unit === 'times') return counted(value, 'time')
  return value < 0 ? `${counted(-value, 'day')} before` : counted(value, 'day')
}

const titles: Record<FactName, string> = {
  daysPastDeadline: 'Past its deadline',
  daysSinceUpdate: 'Since the last update',
  daysSinceOpening: 'Since its time to begin',
  daysSinceStartDue: 'Past the day to have begun by',
  stage: 'Stage',
  declaredLevel: 'Declared level',
  progressRatio: 'Work done against time gone',
  ownerKnown: 'Has an owner',
  timescaleKind: 'Kind of timescale',
  redated: 'Re-dated',
  daysSinceNews: 'Since the last news',
  declaredSince: 'Since that level was declared',
  timesSlipped: 'Deadline moved later',
  daysSinceSlip: 'Since the deadline was moved later',
  worstDependency: 'Worst level it depends on',
}

const kinds: Record<string, string> = {
  by: 'By a date',
  between: 'Between two dates',
  from: 'Starts by a date',
  after: 'Not before a date',
  completed: 'Completed',
  ongoing: 'Ongoing',
  recurring: 'Recurring',
  relative: 'Counted from something else',
  none: 'None given',
  unknown: 'Not understood',
}
