import * as z from 'zod'
import { id } from '../id.ts'
import { owner } from '../party/party.ts'
import { progress } from '../progress/progress.ts'
import { timescale } from '../timescale/timescale.ts'
import { givenLine, givenText } from '../words/control.ts'
import { levelCode, recordedLevel, recordedStage, stageCode } from '../workflow/schemas.ts'
import {
  type DescribedField,
  describedFieldNames,
  describedFields,
  type SaidField,
  saidFieldNames,
  type Touchable,
  touchable,
  type Watched,
  watchedFields,
} from './fields.ts'

/**
 * The schemas of a field that an update can set. `value` is the value in an update, `current` the value of an
 * action: `null` where it is not stated. `given` is the input of a command. The event has `facts` and `words`
 * of the value: facts contain no free text, and without `words` they are the whole value.
 */
interface SaidSchemas {
  readonly value: z.ZodType
  readonly current: z.ZodType
  readonly given: z.ZodType
  readonly facts: z.ZodType
  readonly words: z.ZodObject | null
}

/** A code or a number, stored completely in the facts of an event. */
const plain = <T extends z.ZodType>(of: T) => ({
  value: of,
  current: of.nullable(),
  given: of,
  facts: of,
  words: null,
})

/** As `plain`; an update may also clear it, by setting it to `null`. */
const clearable = <T extends z.ZodType>(of: T) => ({ ...plain(of.nullable()), current: of.nullable() })

/** The meaning of a timescale without its words. */
export const timescaleMeaning = timescale.pick({ kind: true, earliest: true, latest: true, precision: true })
const timescaleWords = timescale.pick({ said: true, anchor: true, every: true })

/** A value from a list in the force's settings. The list may change, so only a decision checks it. */
const listedWord = givenLine(40).min(1)

/** The schemas of the fields that an update can set (`saidFields`). */
export const saidSchemas = {
  stage: { ...plain(recordedStage), given: stageCode },
  level: { ...clearable(recordedLevel), given: levelCode.nullable() },
  progress: plain(progress),
  priority: { ...clearable(z.string()), given: listedWord.nullable() },
  timescale: {
    value: timescale,
    current: timescale,
    given: givenText(500).min(1),
    facts: timescaleMeaning,
    words: timescaleWords,
  },
} as const satisfies Record<SaidField, SaidSchemas>

const detail = z.object({ heading: z.string(), text: z.string() })

/** The schemas of the fields that describe an action (`describedFields`). */
export const describedSchemas = {
  ref: z.string(),
  plan: id,
  section: id,
  text: z.string(),
  ownerSaid: z.string().nullable(),
  owners: z.array(owner),
  success: z.string().nullable(),
  tags: z.array(z.string()),
  details: z.array(detail),
} as const satisfies Record<DescribedField, z.ZodType>

type Said = typeof saidSchemas
type Described = typeof describedSchemas
type Worded = { [F in SaidField]: Said[F]['words'] extends z.ZodType ? F : never }[SaidField]

/** The values of one update: fields it does not change are absent. */
export type SaidValues = { readonly [F in SaidField]?: z.infer<Said[F]['value']> }
/** An action's value of each field that an update can set. */
export type CurrentValues = { readonly [F in SaidField]: z.infer<Said[F]['current']> }
/** The value of each described field, under the field's name. */
export type DescribedValues = { readonly [F in DescribedField]: z.infer<Described[F]> }
/** The said fields in the event of an update. */
export interface SaidParts {
  readonly facts: { readonly [F in SaidField]?: z.infer<Said[F]['facts']> }
  readonly words: { readonly [F in Worded]?: z.infer<Said[F]['words']> }
}

// `Object.fromEntries` loses the names of its properties; this is the only place that restores the type by a
// cast.
const shapeOf = <T>(entries: readonly (readonly [string, z.ZodType])[]): T => Object.fromEntries(entries) as T

type Part = 'value' | 'given' | 'facts'
const optionally = <P extends Part>(part: P) =>
  shapeOf<{ [F in SaidField]: z.ZodOptional<Said[F][P]> }>(
    saidFieldNames.map((field) => [field, saidSchemas[field][part].optional()]),
  )

/** The said fields in the input of a command. */
export const givenShape = optionally('given')
/** The said fields in an update. */
export const saidShape = optionally('value')
/** An action's value of each said field. */
export const currentShape = shapeOf<{ [F in SaidField]: Said[F]['current'] }>(
  saidFieldNames.map((field) => [field, saidSchemas[field].current]),
)
/** The version of each said field that the sender of a command saw. */
export const seenShape = shapeOf<Record<SaidField, z.ZodOptional<z.ZodInt>>>(
  saidFieldNames.map((field) => [field, z.int().optional()]),
)
/** The version of each described field that the sender of a command saw. */
export const seenDescribedShape = shapeOf<Record<Watched, z.ZodOptional<z.ZodInt>>>(
  watchedFields.map((field) => [field, z.int().optional()]),
)
/** The version of every field that is checked for stale edits. */
export const touchedShape = shapeOf<Record<Touchable, z.ZodInt>>(touchable.map((field) => [field, z.int()]))

/** The said fields in the facts of an update's event. */
export const saidFactsShape = optionally('facts')
/** The said fields in the words of an update's event. */
export const saidWordsShape = shapeOf<{ [F in Worded]: z.ZodOptional<Said[F]['words']> }>(
  saidFieldNames.flatMap((field) => {
    const { words } = saidSchemas[field]
    return words === null ? [] : [[field, words.optional()] as const]
  }),
)

type Fields = typeof describedFields
const describedShape = <I extends 'facts' | 'words'>(part: I) =>
  shapeOf<{
    [F in DescribedField as Fields[F]['in'] extends I ? Fields[F]['key'] : never]: z.ZodOptional<Described[F]>
  }>(
    describedFieldNames
      .filter((field) => describedFields[field].in === part)
      .map((field) => [describedFields[field].key, describedSchemas[field].optional()]),
  )
/** The described fields in the facts of a revision's event. */
export const describedFactsShape = describedShape('facts')
/** The described fields in the words of a revision's event. */
export const describedWordsShape = describedShape('words')
