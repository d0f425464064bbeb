import { type Control, type SaidField, saidFieldNames, saidFields } from '../action/fields.ts'
import type { CurrentValues } from '../action/schemas.ts'
import type { Timescale } from '../timescale/timescale.ts'
import { fieldWords } from './field.ts'
import { levelMark } from './level.ts'
import { progressWords } from './progress.ts'
import { stageWords } from './stage.ts'
import { timescaleShort } from './timescale.ts'

/** A value by itself, and within a sentence. */
interface ValueWords<V> {
  readonly alone: (value: V) => string
  readonly within: (value: V) => string
}

/** The fields whose values have their own names. */
const own: { readonly [F in SaidField]?: ValueWords<CurrentValues[F]> } = {
  stage: { alone: stageWords, within: (stage) => stageWords(stage).toLowerCase() },
  level: {
    alone: (level) => levelMark(level, null).word,
    within: (level) => (level === null ? 'not set' : levelMark(level, null).word),
  },
}

// The control of a field determines its values: a code, per cent or a timescale, or nothing.
const byControl: Readonly<Record<Control, ValueWords<unknown>>> = {
  choice: {
    alone: (code) => (code === null ? 'Not stated' : upperFirst(String(code))),
    within: (code) => (code === null ? 'not stated' : String(code)),
  },
  share: {
    alone: (share) => progressWords(share as number | null),
    within: (share) => progressWords(share as number | null),
  },
  timescale: {
    alone: (timescale) => timescaleShort(timescale as Timescale),
    within: (timescale) => timescaleShort(timescale as Timescale),
  },
}

/** The fields shown as a title with a value, where there is one; the others are shown elsewhere. */
export const plainFields: readonly Exclude<SaidField, 'stage' | 'level' | 'timescale'>[] =
  saidFieldNames.filter((field) => field !== 'stage' && field !== 'level' && field !== 'timescale')

const wordsOf = (field: SaidField): ValueWords<unknown> =>
  // The value belongs to the field, so it has the type these functions expect.
  (own[field] as ValueWords<unknown> | undefined) ?? byControl[saidFields[field].control]

/** The value of a field that an update can set, by itself: "In progress", "Amber", "40%". */
export const saidAlone = (field: SaidField, value: CurrentValues[SaidField]): string =>
  wordsOf(field).alone(value)

/** A code of a choice, by itself: "In progress". */
export const codeAlone = (field: SaidField, code: string): string => wordsOf(field).alone(code)

/** The same within a sentence: "in progress", "Amber", "40%". */
export const saidWithin = (field: SaidField, value: CurrentValues[SaidField]): string =>
  wordsOf(field).within(value)

/** The words of the choice that clears a field: "Not set". */
export const takenBackWords = (field: SaidField): string => wordsOf(field).alone(null)

/** What to write in a field with invalid input, without the full stop. */
export const toWrite = (field: SaidField): string =>
  `Write the ${fieldWords[field].title.toLowerCase()} as ${ofControl[saidFields[field].control]}`

const ofControl: Readonly<Record<Control, string>> = {
  choice: 'one of those there are to choose from',
  share: 'a whole number from 0 to 100',
  timescale: 'at most 500 characters',
}

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
