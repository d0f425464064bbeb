import { isGivenDay } from '../calendar/date.ts'
import { excelDay } from '../calendar/date-parts.ts'
import { type FoundDate, findDates } from '../calendar/find-dates.ts'
import { dayPeriod, monthPeriod, type Period } from '../calendar/period.ts'
import { type Noted, noted } from '../note/note.ts'
import { plainWords } from '../words/fold.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { anchorOf, isOngoing, isToBeConfirmed, meaningWithoutDate, recurs } from './dateless.ts'
import { endOfSpan } from './span.ts'
import { noTimescale, type Timescale, type TimescaleKind } from './timescale.ts'

/** What was doubtful in reading a timescale: a code, its arguments, and other possible meanings. */
export type TimescaleNote = Noted<
  | 'unknown-timescale'
  | 'several-dates'
  | 'impossible-date'
  | 'relative-without-anchor'
  | 'ambiguous-date'
  | 'stage-in-timescale'
> & { readonly alternatives: Timescale[] }

export interface TimescaleReading {
  readonly timescale: Timescale
  readonly notes: TimescaleNote[]
}

/**
 * Reads the timescale in a document's words. Day before month, always; quarters are financial (April to June
 * is the first) unless the options say calendar; two-digit years 00 to 69 are 20xx; six digits are DDMMYY
 * only. Words that are not understood give kind `unknown` and a note, never a wrong date. `said` is
 * unchanged. Throws if the argument is not a string.
 *
 * @example
 * ```ts
 * import { readTimescale } from '@beatbook/domain'
 *
 * const { kind, earliest, latest, precision } = readTimescale('Commence Nov 22').timescale
 * console.log(kind, earliest, latest, precision) // from 2022-11-01 2022-11-30 month
 * console.log(readTimescale('Q3 2022/23').timescale.latest) // 2022-12-31
 * console.log(readTimescale('TBC').notes[0]?.code) // unknown-timescale
 * ```
 */
export const readTimescale = (
  said: string,
  options: { quarters?: 'financial' | 'calendar'; today?: never } = {},
): TimescaleReading => {
  if (said.length > longest)
    return { timescale: meaning(said, 'unknown'), notes: [note('unknown-timescale', '')] }
  const { words, struck } = withoutStruck(plainWords(said))
  const serial = /^\s*(\d{5})(?:\.0+)?\s*$/.exec(words)
  const day = serial && excelDay(Number(serial[1]))
  if (day) return serialReading(said, day)
  const dates = findDates(words, options.quarters)
  const reading = dates.length === 0 ? datelessReading(said, words) : datedReading(said, words, dates)
  const former = findDates(struck, options.quarters).flatMap(({ period }) =>
    period ? [meaning(said, 'by', period)] : [],
  )
  return former.length === 0
    ? reading
    : { ...reading, notes: [...reading.notes, note('several-dates', said, former)] }
}

const datelessReading = (said: string, words: string): TimescaleReading => {
  const { kind, anchor, every, note: code } = meaningWithoutDate(words)
  return {
    timescale: { ...meaning(said, kind), anchor, every },
    notes:
      code === 'relative-without-anchor' && anchor
        ? [{ ...noted(code, { said, anchor }), alternatives: [] }]
        : code
          ? [note(code, said)]
          : [],
  }
}

const serialReading = (said: string, day: string): TimescaleReading => {
  const month = monthPeriod(Number(day.slice(0, 4)), Number(day.slice(5, 7)))
  return {
    timescale: meaning(said, 'by', dayPeriod(day)),
    notes: [note('ambiguous-date', said, [meaning(said, 'by', month)])],
  }
}

const datedReading = (said: string, words: string, dates: readonly FoundDate[]): TimescaleReading => {
  const clauses = clausesOf(words, dates)
  const impossible = dates.filter(({ period }) => period === null)
  if (impossible.length > 0) {
    const date = impossible.map(({ start, end }) => words.slice(start, end).trim()).join(', ')
    const months = impossible.flatMap(({ others }) => others.map((other) => meaning(said, 'by', other)))
    const standing = clauses.map((clause) => readingOf(said, clause))
    return {
      timescale: meaning(said, 'unknown'),
      notes: [{ ...noted('impossible-date', { said, date }), alternatives: [...months, ...standing] }],
    }
  }
  const chosen = choose(clauses)
  if (chosen === undefined) return datelessReading(said, words)
  const timescale = meaning(said, chosen.kind, chosen.period)
  const others = unlike(
    timescale,
    clauses.filter((clause) => clause !== chosen).map((clause) => readingOf(said, clause)),
  )
  const several = others.length > 0 ? [note('several-dates', said, others)] : []
  const overridden = overriding(said, words, timescale, chosen)
  return overridden
    ? { ...overridden, notes: [...overridden.notes, ...several] }
    : { timescale, notes: [...several, ...doubts(said, chosen, timescale)] }
}

/**
 * The date that decides where there are several: of those that no word supersedes, the latest deadline,
 * unless the document states that the work was completed then or later; else the first.
 */
const choose = (clauses: readonly Clause[]): Clause | undefined => {
  const standing = clauses.filter(({ superseded }) => !superseded)
  const sure = (standing.length > 0 ? standing : clauses).filter(({ kind }) => kind !== 'unknown')
  const latest = (kinds: readonly TimescaleKind[]) =>
    sure
      .filter(({ kind }) => kinds.includes(kind))
      .reduce<Clause | undefined>(
        (last, clause) => (last && last.period.latest >= clause.period.latest ? last : clause),
        undefined,
      )
  const due = latest(['by', 'between'])
  const completed = latest(['completed'])
  if (completed && (!due || completed.period.latest >= due.period.latest)) return completed
  return due ?? sure[0] ?? standing[0] ?? clauses[0]
}

/**
 * Where words next to the date override it: it is to be confirmed, recurs, is ongoing, or is the anchor of a
 * period.
 */
const overriding = (
  said: string,
  words: string,
  dated: Timescale,
  { ruled }: Clause,
): TimescaleReading | null => {
  if (isToBeConfirmed(words))
    return { timescale: meaning(said, 'unknown'), notes: [note('unknown-timescale', said, [dated])] }
  const anchor = ruled ? null : anchorOf(words)
  if (anchor) {
    const due = dated.precision === 'day' && dated.latest ? endOfSpan(words, dated.latest) : null
    const offered =
      due && isGivenDay(due) ? [note('ambiguous-date', said, [meaning(said, 'by', dayPeriod(due))])] : []
    return { timescale: { ...meaning(said, 'relative'), anchor }, notes: offered }
  }
  if (recurs(words) && !ruled) {
    return {
      timescale: { ...meaning(said, 'recurring'), every: words.replace(/\s+/g, ' ').trim().slice(0, 500) },
      notes: [note('ambiguous-date', said, [dated])],
    }
  }
  if (isOngoing(words) && !ruled && dated.kind !== 'between')
    return { timescale: meaning(said, 'ongoing'), notes: [note('ambiguous-date', said, [dated])] }
  return null
}

const doubts = (said: string, chosen: Clause, timescale: Timescale): TimescaleNote[] => {
  const others = chosen.others.map(({ kind, period }) => meaning(said, kind, period))
  if (chosen.kind === 'unknown') return [note('unknown-timescale', said, others)]
  return [
    ...(chosen.doubtful ? [note('ambiguous-date', said, others)] : []),
    ...(timescale.kind === 'completed' ? [note('stage-in-timescale', said)] : []),
  ]
}

const readingOf = (said: string, { kind, period, others }: Clause): Timescale => {
  const [other] = others
  return kind === 'unknown' && other ? meaning(said, other.kind, other.period) : meaning(said, kind, period)
}

const unlike = (timescale: Timescale, others: readonly Timescale[]): Timescale[] => {
  const seen = new Set([sameAs(timescale)])
  return others.filter((other) => !seen.has(sameAs(other)) && seen.add(sameAs(other)))
}

const sameAs = ({ kind, earliest, latest }: Timescale): string =>
  [kind === 'between' ? 'by' : kind, earliest, latest].join()

/** Longer words, in characters, are not a timescale. */
const longest = 2_000

/** A timescale of a kind and a period. */
const meaning = (said: string, kind: TimescaleKind, period: Period | null = null): Timescale => ({
  ...noTimescale,
  said,
  kind,
  ...(kind === 'unknown' ? {} : period),
})

const note = (code: TimescaleNote['code'], said: string, alternatives: Timescale[] = []): TimescaleNote => ({
  ...noted(code, { said }),
  alternatives,
})

/** The words without mark-up, and separately those that are struck through, both with the original length. */
const withoutStruck = (words: string): { words: string; struck: string } => {
  if (!/[<~*_]/.test(words)) return { words, struck: '' }
  const blank = (text: string): string => text.replace(/[^\n]/g, ' ')
  let struck = blank(words)
  const standing = words.replace(
    /<(s|del|strike)\b[^>]*>.*?<\/\1\s*>|~~.+?~~/gis,
    (said, _tag, at: number) => {
      struck = struck.slice(0, at) + unmarked(said) + struck.slice(at + said.length)
      return blank(said)
    },
  )
  return { words: unmarked(standing), struck }
}

const unmarked = (words: string): string =>
  words.replace(/<\/?[a-z][^<>]*>|\*+|~~|(?<![\p{L}\d])_+|_+(?![\p{L}\d])/giu, (mark) =>
    ' '.repeat(mark.length),
  )
