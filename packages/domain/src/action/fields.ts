import type { CurrentValues, SaidParts, SaidValues } from './schemas.ts'

// The single list of an action's fields: commands, events, states, histories, comparisons, lists and forms
// derive from these two lists and from the schemas in `schemas.ts`, which are in a file of their own so that
// ratings do not load zod. `docs/add-a-field.md` lists what a new field requires.

/** The input control of a field: one of a list, a whole percentage, or the text of a timescale. */
export type Control = 'choice' | 'share' | 'timescale'

/**
 * A field that an update can set.
 *
 * - `control` is its input control.
 * - `became` is the name of the change in a comparison.
 * - `read` tells whether documents state it.
 * - `listed` tells whether lists can be filtered and sorted by it, apart from the fields that every list has
 *   a place for (stage, level, timescale).
 * - `unworded` has the part of the value that an event stores in its words, with the replacement after
 *   redaction; `null` where the whole value is in the facts.
 */
interface Said {
  readonly control: Control
  readonly became: string
  readonly read: boolean
  readonly listed: boolean
  readonly unworded: Readonly<Record<string, unknown>> | null
}

/** The fields that an update can set, in the order in which they are listed. */
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

/** Whether an update can set the field. */
export const isSaid = (field: string): field is SaidField => Object.hasOwn(saidFields, field)

/** The said fields that documents state. */
export type ReadField = { [F in SaidField]: SaidFields[F]['read'] extends true ? F : never }[SaidField]
export const readFields = saidFieldNames.filter((field): field is ReadField => saidFields[field].read)

/** The said fields that lists can be filtered and sorted by. */
export type ListedField = { [F in SaidField]: SaidFields[F]['listed'] extends true ? F : never }[SaidField]
export const listedFields = saidFieldNames.filter((field): field is ListedField => saidFields[field].listed)

/**
 * The fields that describe an action and that a revision changes: the part of the event that has each (`in`),
 * its name in the event and the state (`key`), and whether a stale edit of it is refused (`watched`).
 */
export const describedFields = {
  ref: { in: 'facts', key: 'ref', watched: true, became: 'renumbered' },
  plan: { in: 'facts', key: 'planId', watched: true, became: 'moved' },
  section: { in: 'facts', key: 'sectionId', watched: true, became: 'moved' },
  text: { in: 'words', key: 'text', watched: true, became: 're-worded' },
  ownerSaid: { in: 'words', key: 'ownerSaid', watched: false, became: 're-owned' },
  owners: { in: 'facts', key: 'owners', watched: true, became: 're-owned' },
  success: { in: 'words', key: 'success', watched: true, became: 'success' },
  tags: { in: 'words', key: 'tags', watched: true, became: 'tags' },
  details: { in: 'words', key: 'details', watched: false, became: 'details' },
} as const

type DescribedFields = typeof describedFields
export type DescribedField = keyof DescribedFields
export const describedFieldNames = Object.keys(describedFields) as readonly DescribedField[]

/** The fields that describe an action and that a stale edit is checked against. */
export type Watched = {
  [F in DescribedField]: DescribedFields[F]['watched'] extends true ? F : never
}[DescribedField]

export const watchedFields = describedFieldNames.filter(
  (field): field is Watched => describedFields[field].watched,
)

/** The fields of an action that a stale edit is checked against. */
export type Touchable = Watched | SaidField | 'withdrawn'
export const touchable: readonly Touchable[] = [...watchedFields, ...saidFieldNames, 'withdrawn']

/**
 * Picks the said fields of an object; those that are `undefined` are left out. Types lost by building objects
 * from lists, here and below, are restored by casts.
 */
export const saidIn = <T extends { readonly [F in SaidField]?: unknown }>(of: T) =>
  Object.fromEntries(
    saidFieldNames.flatMap((field) => (of[field] === undefined ? [] : [[field, of[field]]])),
  ) as { readonly [F in SaidField & keyof T]: T[F] }

/** Splits the values of an update into the facts and the words of its event. */
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

/** The values of an update, from the facts and the words of its event. */
export const saidBy = (facts: SaidParts['facts'], words: SaidParts['words']): SaidValues =>
  Object.fromEntries(
    Object.entries(saidIn(facts)).map(([field, value]) => {
      const { unworded }: Said = saidFields[field as SaidField]
      if (unworded === null) return [field, value]
      return [field, { ...(value as object), ...(words[field as keyof typeof words] ?? unworded) }]
    }),
  ) as SaidValues

/**
 * An action's values of the said fields: the value of the last update that sets each; otherwise the timescale
 * it was added with, and nothing for the others.
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
