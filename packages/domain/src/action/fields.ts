import type { CurrentValues, SaidParts, SaidValues } from './schemas.ts'

// An action's fields, listed once: commands, events, states, histories, comparisons, lists and forms are made
// of these two lists and of the schemas in `schemas.ts`, which stand apart so that ratings need no zod.
// `docs/add-a-field.md` says what a further field takes.

/** How a form or a command line asks for a field: one of a list, whole per cent, or words of a timescale. */
export type Control = 'choice' | 'share' | 'timescale'

/**
 * A field that an update can say.
 *
 * - `control` is how it is asked for.
 * - `became` is what a comparison calls an action in which it differs.
 * - `read` tells whether documents state it.
 * - `listed` tells whether lists can be narrowed and ordered by it beside those that have a place of their own
 *   in every list (stage, level, timescale).
 * - `unworded` has what an event keeps of it as words, with what stands for words that were redacted; `null`
 *   where facts say it whole.
 */
interface Said {
  readonly control: Control
  readonly became: string
  readonly read: boolean
  readonly listed: boolean
  readonly unworded: Readonly<Record<string, unknown>> | null
}

/** The fields that an update can say, in the order in which they are listed. */
export const saidFields = {
  stage: { control: 'choice', became: 'stage', read: true, listed: false, unworded: null },
  level: { control: 'choice', became: 'declared', read: true, listed: false, unworded: null },
  progress: { control: 'share', became: 'progress', read: true, listed: false, unworded: null },
  priority: { control: 'choice', became: 'priority', read: false, listed: true, unworded: null },
  timescale: {
    control: 'timescale',
    became: 're-dated',
    read: true,
    listed: false,
    unworded: { said: '', anchor: null, every: null },
  },
} as const satisfies Record<string, Said>

type SaidFields = typeof saidFields
export type SaidField = keyof SaidFields
export const saidFieldNames = Object.keys(saidFields) as readonly SaidField[]

/** Whether an update can say the field. */
export const isSaid = (field: string): field is SaidField => Object.hasOwn(saidFields, field)

/** The said fields that documents state. */
export type ReadField = { [F in SaidField]: SaidFields[F]['read'] extends true ? F : never }[SaidField]
export const readFields = saidFieldNames.filter((field): field is ReadField => saidFields[field].read)

/** The said fields that lists can be narrowed and ordered by. */
export type ListedField = { [F in SaidField]: SaidFields[F]['listed'] extends true ? F : never }[SaidField]
export const listedFields = saidFieldNames.filter((field): field is ListedField => saidFields[field].listed)

/**
 * The fields that describe an action, which a revision changes: where the event has each (`in`), under which
 * name the event and the state have it (`key`), and whether a stale edit of it is refused (`watched`).
 */
export const describedFields = {
  ref: { in: 'facts', key: 'ref', watched: false, became: 'renumbered' },
  section: { in: 'facts', key: 'sectionId', watched: true, became: 'moved' },
  text: { in: 'words', key: 'text', watched: true, became: 're-worded' },
  ownerSaid: { in: 'words', key: 'ownerSaid', watched: false, became: 're-owned' },
  owners: { in: 'facts', key: 'owners', watched: true, became: 're-owned' },
  details: { in: 'words', key: 'details', watched: false, became: 'details' },
} as const

type DescribedFields = typeof describedFields
export type DescribedField = keyof DescribedFields
export const describedFieldNames = Object.keys(describedFields) as readonly DescribedField[]

type Watched = {
  [F in DescribedField]: DescribedFields[F]['watched'] extends true ? F : never
}[DescribedField]

/** The fields of an action that a stale edit is checked against. */
export type Touchable = Watched | SaidField | 'withdrawn'
export const touchable: readonly Touchable[] = [
  ...describedFieldNames.filter((field): field is Watched => describedFields[field].watched),
  ...saidFieldNames,
  'withdrawn',
]

/**
 * The said fields of anything that has some of them; those that are `undefined` are left out. The types of
 * objects made from lists, here and below, are put back by hand.
 */
export const saidIn = <T extends { readonly [F in SaidField]?: unknown }>(of: T) =>
  Object.fromEntries(
    saidFieldNames.flatMap((field) => (of[field] === undefined ? [] : [[field, of[field]]])),
  ) as { readonly [F in SaidField & keyof T]: T[F] }

/** What an update says, taken apart into the facts and the words of its event. */
export const saidParts = (said: SaidValues): SaidParts => {
  const facts: Record<string, unknown> = {}
  const words: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(saidIn(said))) {
    const { unworded }: Said = saidFields[field as SaidField]
    if (unworded === null) facts[field] = value
    else {
      const parts = Object.entries(value as object)
      facts[field] = Object.fromEntries(parts.filter(([name]) => !Object.hasOwn(unworded, name)))
      words[field] = Object.fromEntries(parts.filter(([name]) => Object.hasOwn(unworded, name)))
    }
  }
  return { facts, words } as SaidParts
}

/** What an update says, from the facts and the words of its event. */
export const saidBy = (facts: SaidParts['facts'], words: SaidParts['words']): SaidValues =>
  Object.fromEntries(
    Object.entries(saidIn(facts)).map(([field, value]) => {
      const { unworded }: Said = saidFields[field as SaidField]
      if (unworded === null) return [field, value]
      return [field, { ...(value as object), ...(words[field as keyof typeof words] ?? unworded) }]
    }),
  ) as SaidValues

/**
 * What an action has of the said fields: of each what the last of its updates that says it says, and without
 * one what it began with: the timescale it was set with, nothing of the others.
 */
export const currentOf = (
  updates: readonly SaidValues[],
  begun: Pick<CurrentValues, 'timescale'>,
): CurrentValues => {
  const initial: { readonly [F in SaidField]?: unknown } = begun
  return Object.fromEntries(
    saidFieldNames.map((field) => [
      field,
      updates.findLast((update) => update[field] !== undefined)?.[field] ?? initial[field] ?? null,
    ]),
  ) as unknown as CurrentValues
}
