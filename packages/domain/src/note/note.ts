import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { type ArgsIn, type CodeArgs, type Coded, parseCoded } from '../coded.ts'

/** Why a document's date is what is proposed, in the order in which the reasons are tried. */
export const documentDateReasons = [
  'stated',
  'latest-entry',
  'completed-period',
  'period-start',
  'today',
  'chosen',
] as const

const none = z.object({})
/** What stands in the document. */
const said = z.object({ said: z.string() })
/** The number of an action, and as it is written where that is something else. */
const numbered = z.object({ ref: z.string(), said: z.string().optional() })
/** A figure as it is written, and what the others make. */
const figures = { column: z.string(), written: z.number(), computed: z.number() }

/**
 * Everything a reader can notice, with the shape of its arguments: the codes of findings. The sentence of
 * each stands in `presentation`.
 */
export const noteArgs = {
  /** How many characters were left out. */
  'acting-characters': z.object({ count: z.int() }),
  'ambiguous-date': said,
  /** `count` is how many owners it may name. */
  'ambiguous-owner': z.object({ said: z.string(), count: z.int() }),
  /** A tag of a log and what is wrong with it, else a part of the file. */
  'broken-markup': z.union([
    z.object({ tag: z.string(), problem: z.string() }),
    z.object({ part: z.string() }),
  ]),
  /** The columns by number, and what each was taken for. */
  'columns-guessed': z.object({ columns: z.string() }),
  'date-in-text': said,
  'deleted-text': z.object({ text: z.string() }),
  'document-date': z.object({
    because: z.enum(documentDateReasons),
    on: isoDate.optional(),
    said: z.string().optional(),
  }),
  'duplicate-ref': numbered,
  /** How many letters were read so, and in which line the first stands. */
  'encoding-guessed': z.object({ encoding: z.string(), count: z.int(), line: z.int() }),
  'entry-in-future': z.object({ on: isoDate }),
  'generated-ref': numbered,
  'ignored-text': z.object({ text: z.string(), reason: z.string() }),
  /** `date` is the date in what is said, `usual` the day that most other updates have. */
  'impossible-date': z.object({
    said: z.string().optional(),
    date: z.string().optional(),
    usual: isoDate.optional(),
  }),
  /** `written` is what the cell says ("as above"), where it is not empty. */
  'inherited-value': z.object({ heading: z.string(), said: z.string(), written: z.string().optional() }),
  'joined-heading': z.object({ said: z.string(), read: z.string() }),
  /** How many rows were joined, or the number of the action whose lines were. */
  'joined-row': z.union([z.object({ rows: z.int() }), z.object({ ref: z.string() })]),
  /** `read` is the code of the level that was read, empty where none was. */
  'lookalike-letter': z.object({ letters: z.string(), read: z.string() }),
  'missing-owner': none,
  'missing-rag': none,
  'missing-ref': numbered,
  'owner-in-prose': z.object({ name: z.string() }),
  'owner-to-be-confirmed': z.object({ said: z.string(), on: isoDate.optional() }),
  'percentage-mismatch': z.object({ row: z.string(), ...figures }),
  'percentage-text-mismatch': z.object(figures),
  /** `title` is what the date stands near. */
  'proposed-date': z.object({ said: z.string(), title: z.string().optional() }),
  'proposed-ref': z.object({ ref: z.string() }),
  'ragged-row': z.object({ cells: z.int(), columns: z.int() }),
  'relative-without-anchor': z.object({ said: z.string(), anchor: z.string().optional() }),
  'repeated-header': z.object({ said: z.string(), rows: z.int() }),
  'section-unclear': z.object({ title: z.string() }),
  /** `first` is the time that a revised one replaces. */
  'several-dates': z.object({ said: z.string(), first: z.string().optional() }),
  /** The headings of the columns that hold levels, and of the one that was read. */
  'several-levels': z.object({ columns: z.string(), read: z.string() }),
  'stage-in-timescale': said,
  /** How many rows there are, where they are rows of a plan. */
  'stray-row': z.object({ said: z.string(), rows: z.int().optional() }),
  'template-row': z.object({ said: z.string(), rows: z.int() }),
  'total-mismatch': z.object({ row: z.string(), ...figures }),
  /** What the update says, or its date as written; `usual` is the day that most other updates have. */
  'undated-update': z.object({
    text: z.string().optional(),
    said: z.string().optional(),
    usual: isoDate.optional(),
  }),
  'unknown-level': said,
  'unknown-stage': said,
  'unknown-timescale': said,
}
export type FindingCode = keyof typeof noteArgs
export const findingCodes = Object.keys(noteArgs) as [FindingCode, ...FindingCode[]]

/** The arguments of each finding, by its code. */
export type FindingArgs = ArgsIn<typeof noteArgs>

/** What was noticed before it is known where: a code, and the arguments that code has. */
export type Noted<C extends FindingCode = FindingCode> = Coded<FindingArgs, C>

/** Makes what was noticed. A code takes exactly its own arguments, nothing where it has none. */
export const noted = <C extends FindingCode>(code: C, ...[args]: CodeArgs<FindingArgs[C]>): Noted<C> =>
  ({ code, args: args ?? {} }) as Noted<C>

/**
 * A finding's code and arguments, as any version may have kept them; `null` for a code or arguments that this
 * version does not know.
 */
export const knownFinding = (found: { readonly code: string; readonly args: unknown }): Noted | null =>
  parseCoded(noteArgs, found)
