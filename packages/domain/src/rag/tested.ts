import { type FactName, type Facts, factRegistry, type Value } from './fact.ts'
import type { RagTest } from './rules.ts'

/** A decision, or the rest of one. */
export type Decide<T> = (facts: Facts) => T

/** A test that continues with `yes` or `no`: as `meets` for its fact, in one call. */
export const tested = <T>({ fact, is, than }: RagTest, yes: Decide<T>, no: Decide<T>): Decide<T> => {
  if (is === 'known') return than === true ? known(fact, yes, no) : known(fact, no, yes)
  if (!isNumberFact(fact))
    return is === 'equal' ? equal[fact](than, yes, no, no) : equal[fact](than, no, yes, no)
  const bound = Number(than)
  switch (is) {
    case 'equal':
      return within[fact](bound, bound, yes, no, no)
    case 'other':
      return within[fact](bound, bound, no, yes, no)
    case 'at-least':
      return within[fact](bound, Infinity, yes, no, no)
    case 'less':
      return within[fact](bound, Infinity, no, yes, no)
    case 'at-most':
      return within[fact](-Infinity, bound, yes, no, no)
    case 'more':
      return within[fact](-Infinity, bound, no, yes, no)
  }
}

type NumberFact = {
  [Name in FactName]: (typeof factRegistry)[Name]['type'] extends 'number' ? Name : never
}[FactName]
type NamedFact = Exclude<FactName, NumberFact>

const isNumberFact = (name: FactName): name is NumberFact => factRegistry[name].type === 'number'

const known = <T>(fact: FactName, yes: Decide<T>, no: Decide<T>): Decide<T> =>
  isNumberFact(fact) ? within[fact](-Infinity, Infinity, yes, no, no) : equal[fact](NEVER, yes, yes, no)

/** Equal to no value. */
const NEVER = Number.NaN

type Within = <T>(
  low: number,
  high: number,
  inside: Decide<T>,
  outside: Decide<T>,
  unknown: Decide<T>,
) => Decide<T>
type Equal = <T>(than: Value, same: Decide<T>, different: Decide<T>, unknown: Decide<T>) => Decide<T>

// One accessor for each fact makes a decision fast: a property access with a variable name costs five times
// as much.
const within: { readonly [Name in NumberFact]: Within } = {
  daysPastDeadline: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysPastDeadline, low, high, inside, outside, unknown)(facts),
  daysSinceUpdate: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysSinceUpdate, low, high, inside, outside, unknown)(facts),
  daysSinceOpening: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysSinceOpening, low, high, inside, outside, unknown)(facts),
  daysSinceStartDue: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysSinceStartDue, low, high, inside, outside, unknown)(facts),
  progressRatio: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.progressRatio, low, high, inside, outside, unknown)(facts),
  redated: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.redated, low, high, inside, outside, unknown)(facts),
  daysSinceNews: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysSinceNews, low, high, inside, outside, unknown)(facts),
  declaredSince: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.declaredSince, low, high, inside, outside, unknown)(facts),
  timesSlipped: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.timesSlipped, low, high, inside, outside, unknown)(facts),
  daysSinceSlip: (low, high, inside, outside, unknown) => (facts) =>
    placed(facts.daysSinceSlip, low, high, inside, outside, unknown)(facts),
}

const equal: { readonly [Name in NamedFact]: Equal } = {
  stage: (than, same, different, unknown) => (facts) =>
    compared(facts.stage, than, same, different, unknown)(facts),
  declaredLevel: (than, same, different, unknown) => (facts) =>
    compared(facts.declaredLevel, than, same, different, unknown)(facts),
  ownerKnown: (than, same, different, unknown) => (facts) =>
    compared(facts.ownerKnown, than, same, different, unknown)(facts),
  timescaleKind: (than, same, different, unknown) => (facts) =>
    compared(facts.timescaleKind, than, same, different, unknown)(facts),
  worstDependency: (than, same, different, unknown) => (facts) =>
    compared(facts.worstDependency, than, same, different, unknown)(facts),
}

const placed = <T>(
  value: number | null | undefined,
  low: number,
  high: number,
  inside: T,
  outside: T,
  unknown: T,
): T => (typeof value !== 'number' ? unknown : value >= low && value <= high ? inside : outside)

const compared = <T>(value: Value | null | undefined, than: Value, same: T, different: T, unknown: T): T =>
  value === than ? same : value === null || value === undefined ? unknown : different
