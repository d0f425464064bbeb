import {
  type Control,
  type CurrentValues,
  type SaidField,
  saidFieldNames,
  saidFields,
  type Timescale,
} from '@beatbook/domain'
import { fieldWords, levelMark, stageWords } from '@beatbook/domain/english'
import { progressWords } from '../progress/words.ts'
import { timescaleShort } from '../timescale/words.ts'

/** A value as it stands alone, and within a sentence. */
interface ValueWords<V> {
  readonly alone: (value: V) => string
  readonly within: (value: V) => string
}

/** The fields whose values have names of their own. */
const own: { readonly [F in SaidField]?: ValueWords<CurrentValues[F]> } = {
  stage: { alone: stageWords, within: (stage) => stageWords(stage).toLowerCase() },
  level: {
    alone: (level) => levelMark(level, null).word,
    within: (level) => (level === null ? 'not set' : levelMark(level, null).word),
  },
}

// What a field is asked by says what its values are: a code, per cent or a timescale, or nothing.
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

/**
 * The fields shown as a title with a value, where somebody stated them; the others have a place of their own.
 */
export const plainFields: readonly Exclude<SaidField, 'stage' | 'level' | 'timescale'>[] =
  saidFieldNames.filter((field) => field !== 'stage' && field !== 'level' && field !== 'timescale')

const wordsOf = (field: SaidField): ValueWords<unknown> =>
  // The value comes with its field from one record, so it is the one these words are for.
  (own[field] as ValueWords<unknown> | undefined) ?? byControl[saidFields[field].control]

/** A value of a field that an update can say, standing alone: "In progress", "Amber", "40%". */
export const saidAlone = (field: SaidField, value: CurrentValues[SaidField]): string =>
  wordsOf(field).alone(value)

/** A code of a choice, standing alone: "In progress". */
export const codeAlone = (field: SaidField, code: string): string => wordsOf(field).alone(code)

/** The same within a sentence: "in progress", "Amber", "40%". */
export const saidWithin = (field: SaidField, value: CurrentValues[SaidField]): string =>
  wordsOf(field).within(value)

/** The words of the choice that takes a field back: "Not set". */
export const takenBackWords = (field: SaidField): string => wordsOf(field).alone(null)

/** What to write in a field for which something was typed that does not fit, without the full stop. */
export const toWrite = (field: SaidField): string =>
  `Write the ${fieldWords[field].title.toLowerCase()} as ${ofControl[saidFields[field].control]}`

const ofControl: Readonly<Record<Control, string>> = {
  choice: 'one of those there are to choose from',
  share: 'a whole number from 0 to 100',
  timescale: 'at most 500 characters',
}

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
