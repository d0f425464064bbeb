import * as z from 'zod'
import { isoDate } from '../calendar/date.ts'
import { type ArgsIn, type CodeArgs, type Coded, parseCoded } from '../coded.ts'

/** The reasons for a document's proposed date, in the order in which they are tried. */
export const documentDateReasons = [
  'stated',
  'latest-entry',
  'completed-period',
  'period-start',
  'today',
  'chosen',
] as const

const none = z.object({})
/** The text in the document. */
const said = z.object({ said: z.string() })
/** The ref of an action, and the text as written where it differs. */
const numbered = z.object({ ref: z.string(), said: z.string().optional() })
/** A figure as written, and as computed from the others. */
const figures = { column: z.string(), written: z.number(), computed: z.number() }

/**
 * Everything a reader can notice, with the schemas of the arguments: the codes of findings. The sentence of
 * each is in `presentation`.
 */
export const noteArgs = {
  /** The number of characters that were left out. */
  'acting-characters': z.object({ count: z.int() }),
  'ambiguous-date': said,
  /** `count` is the number of owners it may name. */
  'ambiguous-owner': z.object({ said: z.string(), count: z.int() }),
  /** A tag of a log and what is wrong with it, or a part of the file. */
  'broken-markup': z.union([
    z.object({ tag: z.string(), problem: z.string() }),
    z.object({ part: z.string() }),
  ]),
  /** The columns by number, and what each was read as. */
  'columns-guessed': z.object({ columns: z.string() }),
  'date-in-text': said,
  'deleted-text': z.object({ text: z.string() }),
  'document-date': z.object({
    because: z.enum(documentDateReasons),
    on: isoDate.optional(),
    said: z.string().optional(),
  }),
  'duplicate-ref': numbered,
  /** The number of letters decoded this way, and the line of the first one. */
  'encoding-guessed': z.object({ encoding: z.string(), count: z.int(), line: z.int() }),
  'entry-in-future': z.object({ on: isoDate }),
  'generated-ref': numbered,
  'ignored-text': z.object({ text: z.string(), reason: z.string() }),
  /** `date` is the date in the text, `usual` the day that most other updates have. */
  'impossible-date': z.object({
    said: z.string().optional(),
    date: z.string().optional(),
    usual: isoDate.optional(),
  }),
  /** `written` is the text of the cell ("as above"), where it is not empty. */
  'inherited-value': z.object({ heading: z.string(), said: z.string(), written: z.string().optional() }),
  'joined-heading': z.object({ said: z.string(), read: z.string() }),
  /** The number of joined rows, or the ref of the action whose lines were joined. */
  'joined-row': z.union([z.object({ rows: z.int() }), z.object({ ref: z.string() })]),
  /** `read` is the code of the level that was read, empty where there was none. */
  'lookalike-letter': z.object({ letters: z.string(), read: z.string() }),
  'missing-owner': none,
  'missing-rag': none,
  'missing-ref': numbered,
  'owner-in-prose': z.object({ name: z.string() }),
  'owner-to-be-confirmed': z.object({ said: z.string(), on: isoDate.optional() }),
  'percentage-mismatch': z.object({ row: z.string(), ...figures }),
  'percentage-text-mismatch': z.object(figures),
  /** `title` is the title next to the date. */
  'proposed-date': z.object({ said: z.string(), title: z.string().optional() }),
  'proposed-ref': z.object({ ref: z.string() }),
  'ragged-row': z.object({ cells: z.int(), columns: z.int() }),
  'relative-without-anchor': z.object({ said: z.string(), anchor: z.string().optional() }),
  'repeated-header': z.object({ said: z.string(), rows: z.int() }),
  'section-unclear': z.object({ title: z.string() }),
  /** `first` is the original time that a revised one replaces. */
  'several-dates': z.object({ said: z.string(), first: z.string().optional() }),
  /** The headings of the columns with levels, and the heading of the one that was read. */
  'several-levels': z.object({ columns: z.string(), read: z.string() }),
  'stage-in-timescale': said,
  /** The number of rows, where they are rows of a plan. */
  'stray-row': z.object({ said: z.string(), rows: z.int().optional() }),
  'template-row': z.object({ said: z.string(), rows: z.int() }),
  'total-mismatch': z.object({ row: z.string(), ...figures }),
  /** The text of the update, or its date as written; `usual` is the day that most other updates have. */
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

/** A finding before its position is known: a code with its arguments. */
export type Noted<C extends FindingCode = FindingCode> = Coded<FindingArgs, C>

/** Creates a note. A code takes exactly its own arguments, none where it has none. */
export const noted = <C extends FindingCode>(code: C, ...[args]: CodeArgs<FindingArgs[C]>): Noted<C> =>
  ({ code, args: args ?? {} }) as Noted<C>

/**
 * Parses a finding's code and arguments, as any version may have stored them; `null` for a code or arguments
 * that this version does not know.
 */
export const knownFinding = (found: { readonly code: string; readonly args: unknown }): Noted | null =>
  parseCoded(noteArgs, found)
