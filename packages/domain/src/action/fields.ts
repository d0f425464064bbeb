import * as z from 'zod'
import { id } from '../id.ts'
import { levelCode } from '../level/level.ts'
import { owner } from '../party/party.ts'
import { progress } from '../progress/progress.ts'
import { stage } from '../stage/stage.ts'
import { timescale } from '../timescale/timescale.ts'
import { givenText } from '../words/control.ts'

// An action's fields, listed once: commands, events, states, histories, comparisons, lists and forms are made
// of these two lists. `docs/add-a-field.md` says what a further field takes.

/** How a form or a command line asks for a field: one of a list, whole per cent, or words of a timescale. */
export type Control = 'choice' | 'share' | 'timescale'

/**
 * How an update says a field.
 *
 * - `value` is what an update says, `current` what an action has of it: `null` where nobody stated it.
 * - `given` is what a command takes.
 * - `facts` and `words` are what the event has of the value: facts hold no free text. Without `words` the
 *   facts are the value; else both together are, and `unworded` stands for words that were redacted.
 * - `became` is what a comparison calls an action in which it differs.
 * - `read` tells whether documents state it.
 */
interface Said {
  readonly value: z.ZodType
  readonly current: z.ZodType
  readonly given: z.ZodType
  readonly facts: z.ZodType
  readonly words: z.ZodObject | null
  readonly unworded: object
  readonly control: Control
  readonly became: string
  readonly read: boolean
}

interface How<B extends string, R extends boolean> {
  readonly control: Control
  readonly became: B
  readonly read: R
}

/** A code or a number, said whole in the facts of an event. */
const plain = <T extends z.ZodType, const B extends string, const R extends boolean>(
  of: T,
  how: How<B, R>,
) => ({
  value: of,
  current: of.nullable(),
  given: of,
  facts: of,
  words: null,
  unworded: {},
  ...how,
})

/** As `plain`; an update may also take it back, by saying `null`. */
const clearable = <T extends z.ZodType, const B extends string, const R extends boolean>(
  of: T,
  how: How<B, R>,
) => ({
  ...plain(of.nullable(), how),
  current: of.nullable(),
})

/** The meaning of a timescale without its words. */
export const timescaleMeaning = timescale.pick({ kind: true, earliest: true, latest: true, precision: true })
const timescaleWords = timescale.pick({ said: true, anchor: true, every: true })

/** The fields that an update can say, in the order in which they are listed. */
export const saidFields = {
  stage: plain(stage, { control: 'choice', became: 'stage', read: true }),
  level: clearable(levelCode, { control: 'choice', became: 'declared', read: true }),
  progress: plain(progress, { control: 'share', became: 'progress', read: true }),
  timescale: {
    value: timescale,
    current: timescale,
    given: givenText(500).min(1),
    facts: timescaleMeaning,
    words: timescaleWords,
    unworded: { said: '', anchor: null, every: null },
    control: 'timescale',
    became: 're-dated',
    read: true,
  },
} as const satisfies Record<string, Said>

type SaidFields = typeof saidFields
export type SaidField = keyof SaidFields
export const saidFieldNames = Object.keys(saidFields) as readonly SaidField[]
export const isSaid = (field: string): field is SaidField => Object.hasOwn(saidFields, field)

/** The said fields that documents state. */
export type ReadField = {
  [F in SaidField]: SaidFields[F]['read'] extends true ? F : never
}[SaidField]
export const readFields = saidFieldNames.filter((field): field is ReadField => saidFields[field].read)

/** What one update says: the fields it leaves alone are absent. */
export type SaidValues = { readonly [F in SaidField]?: z.infer<SaidFields[F]['value']> }
/** What an action has of each field. */
export type CurrentValues = { readonly [F in SaidField]: z.infer<SaidFields[F]['current']> }

type Worded = {
  [F in SaidField]: SaidFields[F]['words'] extends z.ZodType ? F : never
}[SaidField]
type SaidFacts = { readonly [F in SaidField]?: z.infer<SaidFields[F]['facts']> }
type SaidWords = { readonly [F in Worded]?: z.infer<SaidFields[F]['words']> }

const detail = z.object({ heading: z.string(), text: z.string() })

/**
 * The fields that describe an action, which a revision changes: where the event has each (`in`), under which
 * name the event and the state have it (`key`), and whether a stale edit of it is refused (`watched`).
 */
export const describedFields = {
  ref: { in: 'facts', key: 'ref', value: z.string(), watched: false, became: 'renumbered' },
  section: { in: 'facts', key: 'sectionId', value: id, watched: true, became: 'moved' },
  text: { in: 'words', key: 'text', value: z.string(), watched: true, became: 're-worded' },
  ownerSaid: {
    in: 'words',
    key: 'ownerSaid',
    value: z.string().nullable(),
    watched: false,
    became: 're-owned',
  },
  owners: { in: 'facts', key: 'owners', value: z.array(owner), watched: true, became: 're-owned' },
  details: { in: 'words', key: 'details', value: z.array(detail), watched: false, became: 'details' },
} as const

type DescribedFields = typeof describedFields
export type DescribedField = keyof DescribedFields
export const describedFieldNames = Object.keys(describedFields) as readonly DescribedField[]
/** The value of each describing field, under the field's name. */
export type DescribedValues = { readonly [F in DescribedField]: z.infer<DescribedFields[F]['value']> }

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

type Part = 'value' | 'current' | 'given' | 'facts'

// `Object.fromEntries` forgets the names of its properties: here alone, and in what takes fields out of
// objects below, the type is put back by hand.
const each = (of: (field: SaidField) => unknown): unknown =>
  Object.fromEntries(saidFieldNames.map((field) => [field, of(field)]))

const optionally = <P extends Part>(part: P) =>
  each((field) => saidFields[field][part].optional()) as {
    [F in SaidField]: z.ZodOptional<SaidFields[F][P]>
  }

/** Shapes for objects that have every said field: what a command takes, and what an update says. */
export const givenShape = optionally('given')
export const saidShape = optionally('value')
/** What an action has of each said field. */
export const currentShape = each((field) => saidFields[field].current) as {
  [F in SaidField]: SaidFields[F]['current']
}
/** The version a command saw of each said field. */
export const seenShape = each(() => z.int().optional()) as Record<SaidField, z.ZodOptional<z.ZodInt>>
/** The same for every field that is watched, each of which an action has. */
export const touchedShape = Object.fromEntries(touchable.map((field) => [field, z.int()])) as Record<
  Touchable,
  z.ZodInt
>

/** What the event of an update has of the said fields. */
export const saidFactsShape = optionally('facts')
export const saidWordsShape = Object.fromEntries(
  saidFieldNames.flatMap((field) => {
    const { words } = saidFields[field]
    return words === null ? [] : [[field, words.optional()]]
  }),
) as { [F in Worded]: z.ZodOptional<SaidFields[F]['words']> }

/** What a revision's event has of the describing fields, in its facts and in its words. */
const describedShape = <I extends 'facts' | 'words'>(part: I) =>
  Object.fromEntries(
    Object.values(describedFields)
      .filter((field) => field.in === part)
      .map(({ key, value }) => [key, value.optional()]),
  ) as {
    [F in DescribedField as DescribedFields[F]['in'] extends I
      ? DescribedFields[F]['key']
      : never]: z.ZodOptional<DescribedFields[F]['value']>
  }
export const describedFactsShape = describedShape('facts')
export const describedWordsShape = describedShape('words')

/** The said fields of anything that has some of them; those that are `undefined` are left out. */
export const saidIn = <T extends { readonly [F in SaidField]?: unknown }>(of: T) =>
  Object.fromEntries(
    saidFieldNames.flatMap((field) => (of[field] === undefined ? [] : [[field, of[field]]])),
  ) as { readonly [F in SaidField & keyof T]: T[F] }

/** What an update says, taken apart into the facts and the words of its event. */
export const saidParts = (said: SaidValues): { readonly facts: SaidFacts; readonly words: SaidWords } => {
  const facts: Record<string, unknown> = {}
  const words: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(saidIn(said))) {
    const of: Said = saidFields[field as SaidField]
    if (of.words === null) facts[field] = value
    else {
      const worded = Object.keys(of.words.shape)
      const parts = Object.entries(value as object)
      facts[field] = Object.fromEntries(parts.filter(([name]) => !worded.includes(name)))
      words[field] = Object.fromEntries(parts.filter(([name]) => worded.includes(name)))
    }
  }
  return { facts, words } as { facts: SaidFacts; words: SaidWords }
}

/** What an update says, from the facts and the words of its event. */
export const saidBy = (facts: SaidFacts, words: SaidWords): SaidValues =>
  Object.fromEntries(
    Object.entries(saidIn(facts)).map(([field, value]) => {
      const of: Said = saidFields[field as SaidField]
      return [
        field,
        of.words === null ? value : { ...(value as object), ...(words[field as Worded] ?? of.unworded) },
      ]
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
  return each(
    (field) => updates.findLast((update) => update[field] !== undefined)?.[field] ?? initial[field] ?? null,
  ) as CurrentValues
}
