/**
 * Every fact that a rule can test, as data. `moves` is how its value changes between two events: not at all
 * (`constant`), by plus one a day (`rises`) or downwards (`falls`); the timeline depends on this. `whole`:
 * its values are whole numbers. `least`: the minimum. `changes`: how a person can change it (`down`: only to
 * smaller values, `no`: not at all). A fact may be unknown (`null`): no comparison with it is met then.
 */
export const factRegistry = {
  daysPastDeadline: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: null,
    changes: 'down',
    meaning:
      'Days past the last day of the deadline; negative while it is still to come. Unknown where the timescale is no deadline.',
  },
  daysSinceUpdate: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: 0,
    changes: 'down',
    meaning:
      'Days since anybody last recorded an update; where nobody has, since the day the action exists from.',
  },
  daysSinceOpening: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: null,
    changes: 'any',
    meaning:
      'Days since the first day on which the work may begin (from, between, after); negative before. Unknown for other timescales.',
  },
  daysSinceStartDue: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: null,
    changes: 'down',
    meaning:
      'Days past the last day by which the work must have begun; negative before. Unknown unless the timescale is a start.',
  },
  stage: {
    type: 'code',
    codes: 'stage',
    moves: 'constant',
    changes: 'any',
    meaning: 'Where the work stands. Unknown where nobody has stated it.',
  },
  declaredLevel: {
    type: 'code',
    codes: 'level',
    moves: 'constant',
    changes: 'any',
    meaning: 'The level a person declared. Unknown where nobody has.',
  },
  progressRatio: {
    type: 'number',
    unit: 'ratio',
    moves: 'falls',
    whole: false,
    least: 0,
    changes: 'any',
    meaning:
      'The stated share of work done over the share of the planned time gone: 1 is on time. Unknown without a stated percentage or a deadline, and until a day has passed.',
  },
  ownerKnown: {
    type: 'boolean',
    moves: 'constant',
    changes: 'any',
    meaning: 'Whether a party is accountable or responsible. Never unknown.',
  },
  timescaleKind: {
    type: 'code',
    codes: 'timescale-kind',
    moves: 'constant',
    changes: 'any',
    meaning: 'What kind of timescale it has. Never unknown.',
  },
  redated: {
    type: 'number',
    unit: 'times',
    moves: 'constant',
    whole: true,
    least: 0,
    changes: 'no',
    meaning: 'How often the timescale was moved since the action began.',
  },
  daysSinceNews: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: 0,
    changes: 'down',
    meaning:
      'Days since the last update with news: words of its own, or a change of what an update can set. “No change”, and the same values said again without words, are a report but no news. Where there was none, since the day the action exists from.',
  },
  declaredSince: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: 0,
    changes: 'down',
    meaning:
      'Days since the level was declared that is declared now; saying it again does not begin it anew. Unknown where none is declared.',
  },
  timesSlipped: {
    type: 'number',
    unit: 'times',
    moves: 'constant',
    whole: true,
    least: 0,
    changes: 'no',
    meaning:
      'On how many days the deadline was moved to a later day. A deadline that was taken away counts when another is given that is later than it was.',
  },
  daysSinceSlip: {
    type: 'number',
    unit: 'days',
    moves: 'rises',
    whole: true,
    least: 0,
    changes: 'no',
    meaning:
      'Days since the deadline was last moved to a later day. Unknown where it never was, or has been moved back since.',
  },
  worstDependency: {
    type: 'code',
    codes: 'level',
    moves: 'constant',
    changes: 'any',
    meaning:
      'The worst level, by the rules, among the actions it depends on. Unknown where it depends on none, or none is rated.',
  },
} as const satisfies Record<string, FactDefinition>

export type FactName = keyof typeof factRegistry
export const factNames = Object.keys(factRegistry) as [FactName, ...FactName[]]

export type FactDefinition = {
  readonly moves: 'constant' | 'rises' | 'falls'
  readonly changes: 'any' | 'down' | 'no'
  readonly meaning: string
} & (
  | {
      readonly type: 'number'
      readonly unit: 'days' | 'times' | 'ratio'
      readonly whole: boolean
      readonly least: number | null
    }
  | { readonly type: 'code'; readonly codes: 'stage' | 'level' | 'timescale-kind' }
  | { readonly type: 'boolean' }
)

/** A value of a fact or a constant of a rule: a number in the fact's unit, a code, or true and false. */
export type Value = number | string | boolean

type ValueOf<T extends FactDefinition['type']> = T extends 'number'
  ? number
  : T extends 'boolean'
    ? boolean
    : string

/** The facts of an action on one day. A fact that is `null` or absent is unknown. */
export type Facts = { readonly [Name in FactName]?: ValueOf<(typeof factRegistry)[Name]['type']> | null }

/** The definition of a fact; `undefined` where it does not exist. */
export const factOf = (name: string): FactDefinition | undefined =>
  Object.hasOwn(factRegistry, name) ? factRegistry[name as FactName] : undefined
